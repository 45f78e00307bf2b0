package dev.lrgd.evaluate.data;

import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be learnt from, and what is to be predicted.
 *
 * @param training the data set less everything held out
 * @param situations at most one for each user
 */
public record Split(DataSet training, Map<String, Situation> situations) {

  /** The share of all interactions that a temporal split trains on. */
  private static final double TEMPORAL_TRAINING_SHARE = 0.9;

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
    return new Split(data.with(training), situations);
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
    return new Split(data.with(training), situations);
  }
}
