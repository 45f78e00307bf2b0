package dev.lrgd.pool;

import java.util.List;
import java.util.Objects;

/**
 * One past situation: what a user had chosen so far, and the item chosen next.
 *
 * @param id the same in every version that holds the same situation; tells nothing about the user
 * @param user whose situation it was; kept so that it can be erased, never shown
 * @param history ids of the items before the target, oldest first, at least one
 * @param target id of the item chosen next
 * @param time when the target was chosen, on the interactions' own scale
 * @param provenance whether it really happened
 * @param weight its share of the pool; the weights of a version sum to 1
 * @param anchorWeight the share that weights are pulled back to by the second stage; they sum to 1
 * @param effect its mean linear effect, alone, on a sample of other users' choices, in nats: how
 *     useful it is in general, where a selection asks how useful it is to one user
 * @param evidence what outcomes have told about it
 */
public record Demonstration(
    String id,
    String user,
    List<String> history,
    String target,
    long time,
    Provenance provenance,
    double weight,
    double anchorWeight,
    double effect,
    Evidence evidence) {

  public Demonstration {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(evidence, "evidence");
    history = List.copyOf(history);
    if (history.isEmpty()) {
      throw new IllegalArgumentException("demonstration " + id + " has no history");
    }
    requireShare(weight, "weight of demonstration " + id);
    requireShare(anchorWeight, "anchor weight of demonstration " + id);
    if (!Double.isFinite(effect)) {
      throw new IllegalArgumentException("effect of demonstration " + id + " is " + effect);
    }
  }

  public Demonstration withEffect(double measured) {
    return new Demonstration(
        id, user, history, target, time, provenance, weight, anchorWeight, measured, evidence);
  }

  public Demonstration withEvidence(Evidence gathered) {
    return new Demonstration(
        id, user, history, target, time, provenance, weight, anchorWeight, effect, gathered);
  }

  public Demonstration withWeights(double share, double anchorShare) {
    return new Demonstration(
        id, user, history, target, time, provenance, share, anchorShare, effect, evidence);
  }

  /** Without the user: this may end up in a log. */
  @Override
  public String toString() {
    return "Demonstration[" + id + "]";
  }

  private static void requireShare(double x, String place) {
    if (!(x >= 0 && x <= 1)) {
      throw new IllegalArgumentException(place + " must lie between 0 and 1, but is " + x);
    }
  }
}
