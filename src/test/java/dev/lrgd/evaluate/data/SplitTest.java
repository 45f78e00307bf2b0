package dev.lrgd.evaluate.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitTest {

  @Test
  void leaveOneOutHoldsOutTheLastItemOfEveryUser() {
    Split split =
        Split.leaveOneOut(
            data(true, at("u", "a", 1), at("v", "b", 2), at("u", "c", 3), at("u", "d", 3)));
    assertEquals(List.of(at("u", "a", 1), at("u", "c", 3)), split.training().interactions());
    Situation u = split.situations().get("u");
    assertEquals(List.of(at("u", "a", 1), at("u", "c", 3)), u.history());
    assertEquals(at("u", "d", 3), u.next());
    assertEquals(List.of(), split.situations().get("v").history());
    assertEquals(at("v", "b", 2), split.situations().get("v").next());
    assertEquals(4, split.training().items().size());
  }

  @Test
  void aTemporalSplitTrainsOnNothingFromTheCutOn() {
    List<Interaction> log = new ArrayList<>();
    for (int t = 0; t < 20; t++) {
      log.add(at("u" + t % 3, "i" + t, t / 2));
    }
    Split split = Split.temporal(data(true, log.toArray(Interaction[]::new)));
    assertEquals(log.subList(0, 18), split.training().interactions());
    assertEquals(Set.of("u0", "u1"), split.situations().keySet());
    assertEquals(at("u0", "i18", 9), split.situations().get("u0").next());
    assertEquals(6, split.situations().get("u0").history().size());
  }

  @Test
  void interactionsOfTheSameTimeAreNeverTornApart() {
    Split split =
        Split.temporal(
            data(true, at("u", "a", 1), at("v", "b", 2), at("u", "c", 2), at("w", "d", 2)));
    assertEquals(List.of(at("u", "a", 1)), split.training().interactions());
    assertEquals(3, split.situations().size());
  }

  @Test
  void aTemporalSplitOfWhatHasNoTimesIsRefused() {
    DataSet ordered = data(false, at("u", "a", 0), at("u", "b", 1));
    String message = assertThrows(DataException.class, () -> Split.temporal(ordered)).getMessage();
    assertTrue(message.contains("needs timestamps"), message);
    DataSet atOnce = data(true, at("u", "a", 5), at("v", "b", 5));
    assertThrows(DataException.class, () -> Split.temporal(atOnce));
  }

  @Test
  void aColdSplitLearnsNothingFromWhoeverChoseAColdItem() {
    List<Interaction> log = new ArrayList<>();
    for (int t = 0; t < 900; t++) {
      log.add(at("u" + t % 90, "i" + t * 7 % 100, t));
    }
    DataSet data = data(true, log.toArray(Interaction[]::new));
    Split split = Split.cold(data, 3);
    Set<String> cold = Set.copyOf(split.unchosen());
    assertEquals(5, cold.size());
    assertEquals(100, split.training().items().size());
    assertTrue(split.training().interactions().size() > 300);
    for (Interaction learnt : split.training().interactions()) {
      assertFalse(cold.contains(learnt.item()));
      assertFalse(split.situations().containsKey(learnt.user()));
    }
    for (Situation situation : split.situations().values()) {
      assertTrue(cold.contains(situation.next().item()));
      assertTrue(situation.history().size() <= 1);
      assertTrue(situation.history().stream().noneMatch(i -> cold.contains(i.item())));
    }
    assertEquals(split, Split.cold(data, 3));
    assertNotEquals(split, Split.cold(data, 4));
  }

  private static DataSet data(boolean timestamped, Interaction... interactions) {
    return DataSet.of("test", List.of(), List.of(interactions), timestamped);
  }

  private static Interaction at(String user, String item, long time) {
    return new Interaction(user, item, time, 5);
  }
}
