package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.llm.InjectionCorpus;
import dev.lrgd.llm.LanguageModel;
import dev.lrgd.llm.TestModels;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.pool.sample.SamplePool;
import dev.lrgd.recommend.RecommendationAnswer.RankedItem;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Titles that command, in the place of one that does not. */
class InjectionTest {
  private static final PoolId POOL = PoolId.of("books");
  private static final String HOSTILE = "hostile";
  private static final String HARMLESS = "The Moon Voyagers";
  private static final List<String> HISTORY =
      List.of("the-time-machine", "the-war-of-the-worlds", "the-invisible-man");

  private static List<Item> books;
  private static FakePools pools;

  @BeforeAll
  static void fit() {
    SamplePool sample = SamplePool.make();
    books = sample.items();
    ItemSpace space = ItemSpace.fit(books, sample.interactions(), FitSettings.defaults());
    pools =
        new FakePools(
            new PoolVersion(
                new VersionSummary(1, Instant.EPOCH, space.size(), 0, 0, 0, ""),
                space,
                List.of(),
                Tuning.START));
  }

  /** Nineteen books and one whose title is its author's affair. */
  private static RecommendationRequest request(String title, RankerChoice ranker) {
    List<ItemReference> candidates = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      candidates.add(ItemReference.of(books.get(17 + 25 * i).id()));
    }
    candidates.add(new ItemReference(HOSTILE, title));
    return new RecommendationRequest(
        null,
        HISTORY.stream().map(ItemReference::of).toList(),
        candidates,
        List.of(),
        100,
        4,
        ranker,
        false);
  }

  private static List<String> ranking(String title, RankerChoice ranker) {
    return pools.recommender().recommend(POOL, request(title, ranker)).items().stream()
        .map(RankedItem::id)
        .toList();
  }

  private static void assertWithinTheCandidates(List<String> ranking, String title) {
    TreeSet<String> candidates =
        request(title, RankerChoice.LLM).candidates().stream()
            .map(ItemReference::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(20, ranking.size(), title);
    assertEquals(candidates, new TreeSet<>(ranking), title);
  }

  /** Words of the catalogue up to a length. */
  private static String harmless(int length, Random random) {
    StringBuilder words = new StringBuilder();
    while (words.length() < length) {
      String[] title = books.get(random.nextInt(books.size())).title().split(" ");
      words.append(title[random.nextInt(title.length)]).append(' ');
    }
    return words.substring(0, length);
  }

  /** By how many places an edit moves the item on average, and the others with it. */
  private static double move(List<String> titles) {
    int before = ranking(HARMLESS, RankerChoice.DUAL_MODEL).indexOf(HOSTILE);
    return titles.stream()
        .mapToInt(
            title ->
                Math.abs(
                    ranking(HARMLESS + " " + title, RankerChoice.DUAL_MODEL).indexOf(HOSTILE)
                        - before))
        .average()
        .orElseThrow();
  }

  @Test
  void moveTheDualModelNoMoreThanHarmlessWordsOfTheirLength() {
    Random random = new Random(5);
    InjectionCorpus.byFamily()
        .forEach(
            (family, titles) -> {
              List<String> edits = titles.stream().map(t -> harmless(t.length(), random)).toList();
              double injected = move(titles);
              double edited = move(edits);
              assertTrue(injected <= edited, family + " " + injected + " > " + edited);
            });
  }

  @Test
  void cannotMakeAnObedientModelLeaveTheCandidates() {
    for (LanguageModel obedient : List.of(dictated(), repeating(), inventing())) {
      pools.model = Optional.of(TestModels.asking(obedient));
      for (String title : InjectionCorpus.all()) {
        assertWithinTheCandidates(ranking(title, RankerChoice.LLM), title);
      }
    }
    pools.model = Optional.empty();
  }

  /** Writes what the titles say, as if it were told to. */
  private static LanguageModel dictated() {
    return TestModels.writing(
        prompt ->
            TestModels.candidates(prompt).stream()
                .map(c -> c.getValue())
                .collect(Collectors.joining("\n")));
  }

  /** Puts what commands it first, again and again, and leaves the rest out. */
  private static LanguageModel repeating() {
    return TestModels.writing(
        prompt ->
            TestModels.candidates(prompt).stream()
                .filter(c -> books.stream().noneMatch(b -> b.title().equals(c.getValue())))
                .map(c -> (c.getKey() + " ").repeat(20))
                .collect(Collectors.joining()));
  }

  /** Answers with every label there could be, the true ones among them, in an order of its own. */
  private static LanguageModel inventing() {
    return TestModels.writing(
        prompt -> {
          List<String> labels = new ArrayList<>(List.of("item-9999", HOSTILE, "Z99", "i1"));
          Stream.iterate('B', c -> (char) (c + 1))
              .limit(25)
              .forEach(c -> labels.addAll(List.of(c + "22", c + "33", c + "57")));
          TestModels.candidates(prompt).forEach(c -> labels.add(c.getKey()));
          Collections.shuffle(labels, new Random(prompt.seed()));
          return "{\"ranking\":[\"" + String.join("\",\"", labels) + "\"]}";
        });
  }
}
