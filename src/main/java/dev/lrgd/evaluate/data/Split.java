package dev.lrgd.evaluate.data;

import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What may be learnt from, and what is to be predicted.
 *
 * @param training the data set less everything held out
 * @param situations at most one for each user
 * @param unchosen what negatives are drawn from, by id
 */
public record Split(DataSet training, Map<String, Situation> situations, List<String> unchosen) {

  /** The share of all interactions that a temporal split trains on. */
  private static final double TEMPORAL_TRAINING_SHARE = 0.9;

  /** The share of all items that nobody is known to have chosen, in a cold split. */
  private static final double COLD_SHARE = 0.05;

  private static Split ofCatalogue(DataSet training, Map<String, Situation> situations) {
    return new Split(training, situations, List.copyOf(training.items().keySet()));
  }

  /**
   * The last interaction of every user is held out, also of those nobody asks about: what other
   * users chose last is not known either.
   */
  public static Split leaveOneOut(DataSet data) {
    Map<String, Integer> left = new LinkedHashMap<>();
    data.interactions().forEach(i -> left.merge(i.user(), 1, Integer::sum));
    List<Interaction> training = new ArrayList<>();
    Map<String, List<Interaction>> histories = new LinkedHashMap<>();
    Map<String, Situation> situations = new LinkedHashMap<>();
    for (Interaction interaction : data.interactions()) {
      String user = interaction.user();
      List<Interaction> history = histories.computeIfAbsent(user, any -> new ArrayList<>());
      if (left.merge(user, -1, Integer::sum) == 0) {
        situations.put(user, new Situation(user, history, interaction));
      } else {
        training.add(interaction);
        history.add(interaction);
      }
    }
    return ofCatalogue(data.with(training), situations);
  }

  /**
   * Cold items and cold users. A twentieth of the items, drawn at random, are known by their titles
   * only: nothing is learnt from anybody who chose one. What is to be predicted is the first cold
   * item each of those users chose, from the one item chosen before it, among cold items: were the
   * negatives others, that nobody chose it would give it away.
   */
  public static Split cold(DataSet data, long seed) {
    List<String> items = new ArrayList<>(data.items().keySet());
    Collections.shuffle(items, new Random(seed));
    Set<String> cold =
        new LinkedHashSet<>(items.subList(0, (int) Math.ceil(COLD_SHARE * items.size())));
    Map<String, Situation> situations = new LinkedHashMap<>();
    data.histories()
        .forEach(
            (user, history) -> {
              for (int i = 0; i < history.size(); i++) {
                if (cold.contains(history.get(i).item())) {
                  List<Interaction> before = history.subList(Math.max(0, i - 1), i);
                  situations.put(user, new Situation(user, before, history.get(i)));
                  return;
                }
              }
            });
    List<Interaction> training =
        data.interactions().stream().filter(i -> !situations.containsKey(i.user())).toList();
    return new Split(data.with(training), situations, List.copyOf(cold));
  }

  /**
   * Trains on what happened before one moment, the same for all users, and predicts each user's
   * first interaction from that moment on. The moment is that of the interaction nine tenths down
   * the log, so interactions of the same time are never torn apart.
   */
  public static Split temporal(DataSet data) {
    if (!data.timestamped()) {
      throw new DataException(
          data.name() + ": a temporal split needs timestamps, but the data only have an order");
    }
    List<Interaction> all = data.interactions();
    long cut = all.get((int) (TEMPORAL_TRAINING_SHARE * all.size())).time();
    List<Interaction> training = all.stream().filter(i -> i.time() < cut).toList();
    if (training.isEmpty()) {
      throw new DataException(data.name() + ": all interactions have the same time");
    }
    Map<String, List<Interaction>> histories = data.with(training).histories();
    Map<String, Situation> situations = new LinkedHashMap<>();
    for (Interaction interaction : all.subList(training.size(), all.size())) {
      situations.computeIfAbsent(
          interaction.user(),
          user -> new Situation(user, histories.getOrDefault(user, List.of()), interaction));
    }
    return ofCatalogue(data.with(training), situations);
  }
}
