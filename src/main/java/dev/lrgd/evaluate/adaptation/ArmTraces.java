package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.measure.Sample;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What came of all arms in all worlds, which are the same for every arm. Every judge of every world
 * is one user of a sample.
 */
final class ArmTraces {
  static final String NONE = "no demonstrations";

  private final Map<String, List<ArmTrace>> byArm;
  private final int rounds;

  /**
   * @param byArm one a world
   */
  ArmTraces(Map<String, List<ArmTrace>> byArm, int rounds) {
    this.byArm = byArm;
    this.rounds = rounds;
  }

  Set<String> arms() {
    return byArm.keySet();
  }

  boolean has(String arm) {
    return byArm.containsKey(arm);
  }

  List<ArmTrace> of(String arm) {
    return byArm.get(arm);
  }

  /** The arm whose versions show what is reached without demonstrations. */
  List<ArmTrace> reference() {
    return byArm.getOrDefault(Arms.FULL, byArm.values().iterator().next());
  }

  int drift() {
    return rounds / 2;
  }

  /** The rounds at which every arm was judged. */
  List<Integer> judged() {
    return reference().get(0).checkpoints().stream().map(Checkpoint::round).toList();
  }

  /** User by user over all worlds, the mean over the checkpoints of a phase. */
  Sample sample(List<ArmTrace> worlds, Phase phase, Function<Checkpoint, double[]> figures) {
    return new Sample(
        worlds.stream()
            .map(
                trace ->
                    mean(
                        trace.checkpoints().stream()
                            .filter(c -> phase.holds(c, rounds))
                            .map(figures)
                            .toList()))
            .flatMapToDouble(Arrays::stream)
            .toArray());
  }

  private static double[] mean(Collection<double[]> samples) {
    double[] mean = new double[samples.iterator().next().length];
    samples.forEach(x -> Arrays.setAll(mean, i -> mean[i] + x[i] / samples.size()));
    return mean;
  }

  /** Mean over the users of all worlds at one checkpoint. */
  static double level(
      List<ArmTrace> worlds, int checkpoint, Function<Checkpoint, double[]> figures) {
    return worlds.stream()
        .map(trace -> figures.apply(trace.checkpoints().get(checkpoint)))
        .flatMapToDouble(Arrays::stream)
        .average()
        .orElseThrow();
  }
}
