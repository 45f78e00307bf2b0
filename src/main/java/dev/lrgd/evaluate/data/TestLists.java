package dev.lrgd.evaluate.data;

import dev.lrgd.space.Interaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Test lists read from a file or drawn at random. */
public final class TestLists {
  private static final int NEGATIVES = 19;

  private TestLists() {}

  /**
   * Lines {@code {"user","pos","cand":[ids]}}; {@code pos} is one of {@code cand}, repeats in which
   * count once.
   */
  public static List<TestList> read(Path file) {
    List<TestList> lists = new ArrayList<>();
    TextFile.utf8(file).forEachLine(line -> lists.add(list(line)));
    if (lists.isEmpty()) {
      throw new DataException(file, "there is no test list in it");
    }
    return lists;
  }

  private static TestList list(String line) {
    JsonLine json = JsonLine.parse(line);
    String positive = json.text("pos");
    List<String> candidates = List.copyOf(new LinkedHashSet<>(json.texts("cand")));
    if (!candidates.contains(positive)) {
      throw new MalformedLine("\"pos\" is not one of \"cand\"");
    }
    return new TestList(json.text("user"), positive, candidates);
  }

  /**
   * For {@code count} users drawn from those with a history (all of them, if there are fewer): the
   * next item among {@value #NEGATIVES} that the user never chose, in random order.
   */
  public static List<TestList> sample(DataSet data, Split split, int count, long seed) {
    Random random = new Random(seed);
    Map<String, List<Interaction>> histories = data.histories();
    List<Situation> situations = new ArrayList<>(split.situations().values());
    situations.removeIf(situation -> situation.history().isEmpty());
    Collections.shuffle(situations, random);
    List<String> catalogue = split.unchosen();
    Set<String> drawn = new HashSet<>(catalogue);
    List<TestList> lists = new ArrayList<>();
    for (Situation situation : situations.subList(0, Math.min(count, situations.size()))) {
      Set<String> known = new HashSet<>();
      histories.get(situation.user()).forEach(interaction -> known.add(interaction.item()));
      known.retainAll(drawn);
      lists.add(list(situation, known, catalogue, random));
    }
    if (lists.isEmpty()) {
      throw new DataException(data.name() + ": no user has a history and a next item");
    }
    return lists;
  }

  private static TestList list(
      Situation situation, Set<String> known, List<String> catalogue, Random random) {
    if (catalogue.size() - known.size() < NEGATIVES) {
      throw new DataException(
          "user %s: there are fewer than %d items that this user never chose"
              .formatted(situation.user(), NEGATIVES));
    }
    Set<String> taken = new HashSet<>(known);
    List<String> candidates = new ArrayList<>();
    candidates.add(situation.next().item());
    while (candidates.size() <= NEGATIVES) {
      String candidate = catalogue.get(random.nextInt(catalogue.size()));
      if (taken.add(candidate)) {
        candidates.add(candidate);
      }
    }
    Collections.shuffle(candidates, random);
    return new TestList(situation.user(), situation.next().item(), candidates);
  }
}
