package dev.lrgd.evaluate.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.evaluate.TestFiles;
import dev.lrgd.pool.sample.SamplePool;
import dev.lrgd.space.Interaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestListsTest {
  private final SamplePool pool = SamplePool.make();
  private final DataSet data = DataSet.of("books", pool.items(), pool.interactions(), true);
  private final Split split = Split.leaveOneOut(data);

  @TempDir Path folder;

  @Test
  void aSampleHoldsTheNextItemAndNineteenThatTheUserNeverChose() {
    List<TestList> lists = TestLists.sample(data, split, 100, 5);
    assertEquals(100, lists.stream().map(TestList::user).distinct().count());
    for (TestList list : lists) {
      Set<String> candidates = new HashSet<>(list.candidates());
      assertEquals(20, candidates.size());
      assertEquals(split.situations().get(list.user()).next().item(), list.positive());
      assertTrue(candidates.remove(list.positive()));
      for (Interaction known : data.histories().get(list.user())) {
        assertFalse(candidates.contains(known.item()));
      }
    }
  }

  @Test
  void theSeedDecidesTheSample() {
    assertEquals(TestLists.sample(data, split, 30, 5), TestLists.sample(data, split, 30, 5));
    assertNotEquals(TestLists.sample(data, split, 30, 5), TestLists.sample(data, split, 30, 6));
  }

  @Test
  void aLargeSampleIsEverybodyWithAHistory() {
    assertEquals(240, TestLists.sample(data, split, 1_000_000, 5).size());
  }

  @Test
  void aCatalogueTooSmallForTheListsIsRefused() {
    DataSet small = DataSet.of("small", pool.items().subList(0, 1), interactions(20), true);
    assertThrows(
        DataException.class, () -> TestLists.sample(small, Split.leaveOneOut(small), 9, 1));
    DataSet enough = DataSet.of("enough", pool.items().subList(0, 20), interactions(21), true);
    assertEquals(1, TestLists.sample(enough, Split.leaveOneOut(enough), 9, 1).size());
  }

  @Test
  void readsListsInWhichRepeatsCountOnce() throws IOException {
    Path file =
        TestFiles.gzip(
            folder.resolve("t.jsonl.gz"),
            "{\"user\":\"u\",\"pos\":\"b\",\"cand\":[\"a\",\"b\",\"a\"]}");
    assertEquals(List.of(new TestList("u", "b", List.of("a", "b"))), TestLists.read(file));
  }

  @Test
  void aListWithoutItsPositiveIsRefusedByLine() throws IOException {
    Path file =
        TestFiles.write(
            folder.resolve("t.jsonl"),
            "{\"user\":\"u\",\"pos\":\"b\",\"cand\":[\"a\",\"b\"]}",
            "{\"user\":\"u\",\"pos\":\"c\",\"cand\":[\"a\",\"b\"]}");
    String message = assertThrows(DataException.class, () -> TestLists.read(file)).getMessage();
    assertTrue(message.endsWith("t.jsonl, line 2: \"pos\" is not one of \"cand\""), message);
    Path empty = TestFiles.write(folder.resolve("empty.jsonl"), "");
    assertThrows(DataException.class, () -> TestLists.read(empty));
  }

  /** Two interactions of one user with the first items of the catalogue, others by others. */
  private List<Interaction> interactions(int items) {
    List<Interaction> interactions = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      String user = i < 2 ? "u" : "single" + i;
      interactions.add(new Interaction(user, pool.items().get(i).id(), i, 1));
    }
    return interactions;
  }
}
