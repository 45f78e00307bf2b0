package dev.lrgd.adapt;

import dev.lrgd.dual.EffectProblem;
import dev.lrgd.dual.ListwiseLoss;
import dev.lrgd.dual.Tokens;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How useful each demonstration of a pool is in general: its linear effect, alone, averaged over a
 * sample of the pool's own situations. A request selects by the effect on its own user instead;
 * this average is for those who look after the pool.
 *
 * <p>The sample is every so-many-th demonstration as a probe, its target against every so-many-th
 * item. A demonstration is not tested on the user it was made from. The cost is two inner products
 * per probe and token.
 */
final class ProbeEffects {
  private static final int PROBES = 64;
  private static final int CANDIDATES = 100;
  private static final int TRANSITIONS = 3;

  private final ItemSpace space;
  private final List<Demonstration> demonstrations;
  private final List<Tokens> tokens;

  private ProbeEffects(ItemSpace space, List<Demonstration> demonstrations) {
    this.space = space;
    this.demonstrations = demonstrations;
    this.tokens =
        demonstrations.stream()
            .map(d -> space.demonstrationTokens(history(d), place(d.target()), TRANSITIONS))
            .toList();
  }

  /** The demonstrations with their effects; 0 where there is nobody else to test one on. */
  static List<Demonstration> measured(ItemSpace space, List<Demonstration> demonstrations) {
    return new ProbeEffects(space, demonstrations).measured();
  }

  private List<Demonstration> measured() {
    double[] sums = new double[demonstrations.size()];
    int[] counts = new int[sums.length];
    for (int probe : sample(sums.length, PROBES)) {
      EffectProblem problem = problem(demonstrations.get(probe));
      for (int d = 0; d < sums.length; d++) {
        if (!demonstrations.get(d).user().equals(demonstrations.get(probe).user())) {
          sums[d] += problem.linearEffect(d);
          counts[d]++;
        }
      }
    }
    List<Demonstration> measured = new ArrayList<>(sums.length);
    for (int d = 0; d < sums.length; d++) {
      measured.add(demonstrations.get(d).withEffect(counts[d] == 0 ? 0 : sums[d] / counts[d]));
    }
    return measured;
  }

  private EffectProblem problem(Demonstration probe) {
    List<PlacedItem> history = history(probe);
    int target = space.indexOf(probe.target());
    Set<Integer> candidates = new LinkedHashSet<>();
    candidates.add(target);
    candidates.addAll(sample(space.size(), CANDIDATES));
    ListwiseLoss loss =
        ListwiseLoss.of(space.candidates(candidates.stream().map(space::place).toList()), 0);
    return EffectProblem.of(
        space.kernel(), space.ownTokens(history), tokens, space.query(history), loss);
  }

  /** At most so many of 0 to n-1, evenly spread. */
  private static List<Integer> sample(int n, int atMost) {
    int size = Math.min(n, atMost);
    List<Integer> sample = new ArrayList<>(size);
    for (long i = 0; i < size; i++) {
      sample.add((int) (i * n / size));
    }
    return sample;
  }

  private List<PlacedItem> history(Demonstration demonstration) {
    return demonstration.history().stream().map(this::place).toList();
  }

  private PlacedItem place(String item) {
    return space.place(space.indexOf(item));
  }
}
