package dev.lrgd.evaluate.rank;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.space.Item;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Titles like those of the history, recent ones most: the dot product of a candidate's TF-IDF
 * vector (length one) with the sum of the history's, the last item weighing 1, the one before
 * {@value #DECAY} and so on.
 */
final class TitleRanker implements ListRanker {
  private static final double DECAY = 0.8;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Map<String, Double> inverseFrequency = new HashMap<>();

  /** Of a word that stands in no title of the catalogue. */
  private final double rarest;

  TitleRanker(DataSet training) {
    Map<String, Integer> titlesWith = new HashMap<>();
    for (Item item : training.items().values()) {
      new HashSet<>(words(item)).forEach(word -> titlesWith.merge(word, 1, Integer::sum));
    }
    double titles = training.items().size();
    titlesWith.forEach((word, n) -> inverseFrequency.put(word, Math.log((1 + titles) / (1 + n))));
    rarest = Math.log(1 + titles);
  }

  @Override
  public double[] scores(Query query) {
    Map<String, Double> profile = new HashMap<>();
    double weight = 1;
    List<Item> history = query.history();
    for (int i = history.size() - 1; i >= 0; i--) {
      add(vector(history.get(i)), weight, profile);
      weight *= DECAY;
    }
    return query.candidates().stream().mapToDouble(item -> dot(vector(item), profile)).toArray();
  }

  private Map<String, Double> vector(Item item) {
    Map<String, Double> vector = new HashMap<>();
    for (String word : words(item)) {
      vector.merge(word, inverseFrequency.getOrDefault(word, rarest), Double::sum);
    }
    double length = Math.sqrt(vector.values().stream().mapToDouble(x -> x * x).sum());
    vector.replaceAll((word, x) -> length == 0 ? 0 : x / length);
    return vector;
  }

  private static void add(Map<String, Double> vector, double weight, Map<String, Double> sum) {
    vector.forEach((word, x) -> sum.merge(word, weight * x, Double::sum));
  }

  private static double dot(Map<String, Double> vector, Map<String, Double> profile) {
    double sum = 0;
    for (Map.Entry<String, Double> entry : vector.entrySet()) {
      sum += entry.getValue() * profile.getOrDefault(entry.getKey(), 0.0);
    }
    return sum;
  }

  private static List<String> words(Item item) {
    return BETWEEN_WORDS
        .splitAsStream(item.title().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
