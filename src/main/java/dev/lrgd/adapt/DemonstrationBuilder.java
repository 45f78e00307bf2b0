package dev.lrgd.adapt;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.Provenance;
import dev.lrgd.pool.sample.SampleReaders;
import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Chooses the demonstrations of a pool among what users really did: every item that a user chose
 * after at least one other makes a candidate.
 *
 * <p>Where there are more candidates than places, they are taken in this order: those with two or
 * more items before the target first; then the latest of every user, then everybody's second
 * latest, and so on; among those, targets that were taken less often; then the newer. A situation
 * that occurs twice is taken once. The result depends on the interactions and not on their order,
 * except for a user's interactions of the same time, which count as they come.
 */
public final class DemonstrationBuilder {

  /** Below this many items before the target, a demonstration shows a habit of nobody. */
  private static final int FULL_HISTORY = 2;

  private final int maximum;
  private final int historyLength;

  /**
   * A builder with these bounds.
   *
   * @param maximum how many demonstrations at most, not negative
   * @param historyLength how many items before the target are kept, at least 1
   */
  public DemonstrationBuilder(int maximum, int historyLength) {
    if (maximum < 0 || historyLength < 1) {
      throw new IllegalArgumentException(
          "maximum " + maximum + ", history length " + historyLength);
    }
    this.maximum = maximum;
    this.historyLength = historyLength;
  }

  /**
   * Chooses among all candidates.
   *
   * @param interactions in any order
   * @param known the catalogue; what it does not know is passed over
   * @return at most the maximum, with equal weights that sum to 1 and no effect measured yet
   */
  public List<Demonstration> build(Collection<Interaction> interactions, Predicate<String> known) {
    return more(interactions, known, id -> false, maximum);
  }

  /**
   * Chooses among all candidates but some.
   *
   * @param taken ids of the situations that are passed over
   * @param count how many at most
   */
  List<Demonstration> more(
      Collection<Interaction> interactions,
      Predicate<String> known,
      Predicate<String> taken,
      int count) {
    List<List<Interaction>> histories = histories(interactions, known);
    Choice choice = new Choice(taken, count);
    choice.takeAll(histories, FULL_HISTORY, Integer.MAX_VALUE);
    choice.takeAll(histories, 1, FULL_HISTORY);
    return choice.demonstrations();
  }

  private static List<List<Interaction>> histories(
      Collection<Interaction> interactions, Predicate<String> known) {
    Map<String, List<Interaction>> byUser = new TreeMap<>();
    for (Interaction interaction : interactions) {
      if (known.test(interaction.item())) {
        byUser.computeIfAbsent(interaction.user(), user -> new ArrayList<>()).add(interaction);
      }
    }
    byUser.values().forEach(h -> h.sort(Comparator.comparingLong(Interaction::time)));
    return List.copyOf(byUser.values());
  }

  /** The {@code position}-th interaction of a history as the target of what came before it. */
  private record Situation(List<Interaction> history, int position) {

    Interaction target() {
      return history.get(position);
    }

    List<String> itemsBefore(int atMost) {
      return history.subList(Math.max(0, position - atMost), position).stream()
          .map(Interaction::item)
          .toList();
    }
  }

  private final class Choice {
    private final Predicate<String> passedOver;
    private final int count;
    private final Map<String, Situation> taken = new LinkedHashMap<>();
    private final Map<String, Integer> timesTaken = new HashMap<>();

    Choice(Predicate<String> passedOver, int count) {
      this.passedOver = passedOver;
      this.count = count;
    }

    /** Takes situations with {@code from <= items before the target < below}, round by round. */
    void takeAll(List<List<Interaction>> histories, int from, int below) {
      boolean more = true;
      for (int round = 0; more && taken.size() < count; round++) {
        List<Situation> candidates = new ArrayList<>();
        for (List<Interaction> history : histories) {
          int position = Math.min(history.size(), below) - 1 - round;
          if (position >= from) {
            candidates.add(new Situation(history, position));
          }
        }
        more = !candidates.isEmpty();
        inTurn(candidates).forEach(this::take);
      }
    }

    /** Every target's newest first, then every target's second newest, and so on. */
    private List<Situation> inTurn(List<Situation> candidates) {
      candidates.sort(
          Comparator.comparingLong((Situation s) -> s.target().time())
              .reversed()
              .thenComparing(s -> s.target().user()));
      Map<String, Integer> turns = new HashMap<>(timesTaken);
      IdentityHashMap<Situation, Integer> turnOf = new IdentityHashMap<>();
      for (Situation candidate : candidates) {
        turnOf.put(candidate, turns.merge(candidate.target().item(), 1, Integer::sum));
      }
      candidates.sort(Comparator.comparing(turnOf::get));
      return candidates;
    }

    private void take(Situation situation) {
      if (taken.size() == count) {
        return;
      }
      String id = id(situation);
      if (!passedOver.test(id) && taken.putIfAbsent(id, situation) == null) {
        timesTaken.merge(situation.target().item(), 1, Integer::sum);
      }
    }

    List<Demonstration> demonstrations() {
      double share = 1.0 / taken.size();
      List<Demonstration> demonstrations = new ArrayList<>(taken.size());
      taken.forEach(
          (id, situation) ->
              demonstrations.add(
                  new Demonstration(
                      id,
                      situation.target().user(),
                      situation.itemsBefore(historyLength),
                      situation.target().item(),
                      situation.target().time(),
                      provenance(situation.target().user()),
                      share,
                      share,
                      0,
                      Evidence.NONE)));
      return List.copyOf(demonstrations);
    }
  }

  private static Provenance provenance(String user) {
    return SampleReaders.isOne(user) ? Provenance.SYNTHETIC : Provenance.REAL;
  }

  /**
   * Made of the situation alone: a version to come finds the same situation under the same id, and
   * nobody can test guesses of a user's name against it.
   */
  private String id(Situation situation) {
    List<String> items = new ArrayList<>(situation.itemsBefore(historyLength));
    items.add(situation.target().item());
    return "d" + Fingerprint.of(items);
  }
}
