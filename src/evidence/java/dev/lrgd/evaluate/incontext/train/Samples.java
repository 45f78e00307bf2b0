package dev.lrgd.evaluate.incontext.train;

import dev.lrgd.adapt.PoolFit;
import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.Situation;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.ItemSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What there is to learn from: moments of training histories with the demonstrations a service would
 * find for them. Every {@value #VALIDATION_EVERY}th user's last training item is kept for
 * validation and trains nothing.
 */
final class Samples {
  private static final int NEIGHBOURS = 32;
  private static final int VALIDATION_EVERY = 20;

  final List<Sample> training = new ArrayList<>();
  final List<Sample> validation = new ArrayList<>();
  final List<Shown<Integer>> demonstrations = new ArrayList<>();

  private final ItemSpace space;
  private final DemonstrationIndex index;

  Samples(DataSet data, PoolFit fit, int most, int mostValidation, long seed) {
    this.space = fit.space();
    this.index =
        DemonstrationIndex.of(
            space, fit.demonstrations(), FirstStageSettings.defaults().transitions());
    for (Demonstration demonstration : fit.demonstrations()) {
      List<Integer> history = demonstration.history().stream().map(space::indexOf).toList();
      demonstrations.add(
          new Shown<>(history, List.of(space.indexOf(demonstration.target()))));
    }
    List<Moment> moments = new ArrayList<>();
    List<Moment> held = new ArrayList<>();
    int user = 0;
    for (Map.Entry<String, List<Interaction>> entry : data.histories().entrySet()) {
      boolean validated = user++ % VALIDATION_EVERY == 0;
      int last = entry.getValue().size() - 1;
      for (int t = 1; t <= last; t++) {
        (validated && t == last ? held : moments).add(new Moment(entry.getKey(), t));
      }
    }
    add(moments, most, data, training, seed);
    add(held, mostValidation, data, validation, seed);
  }

  private record Moment(String user, int position) {}

  private void add(
      List<Moment> moments, int most, DataSet data, List<Sample> samples, long seed) {
    Map<String, List<Interaction>> histories = data.histories();
    Collections.shuffle(moments, new Random(seed));
    List<Moment> chosen = moments.subList(0, Math.min(most, moments.size()));
    samples.addAll(
        chosen.parallelStream()
            .map(moment -> sample(moment, histories.get(moment.user), seed))
            .toList());
  }

  private Sample sample(Moment moment, List<Interaction> history, long seed) {
    int[] items = history.stream().mapToInt(i -> space.indexOf(i.item())).toArray();
    int[] before = Arrays.copyOf(items, moment.position);
    Situation situation =
        Situation.of(
            space,
            moment.user,
            Arrays.stream(before).mapToObj(space::place).toList(),
            Situation.NOW,
            seed);
    int[] neighbours = index.retrieve(situation, NEIGHBOURS);
    List<Integer> own = IntStream.of(before).boxed().toList();
    return new Sample(own, items[moment.position], neighbours);
  }
}
