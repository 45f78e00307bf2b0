package dev.lrgd.adapt;

import dev.lrgd.pool.Findings;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.ItemSpace;
import java.util.List;
import java.util.Optional;

/**
 * What a turn made of a pool's contents.
 *
 * @param training interactions that the space was fitted on
 * @param outcomesUpTo place in the log up to which the decision knows the outcomes
 * @param backlog whether as many outcomes were read as one adaptation learns from: more may wait
 * @param refusedChoices how many of their choices the pool had no room for
 * @param learnt of the language model, where it was asked
 */
record Made(
    ItemSpace space,
    List<Interaction> training,
    SecondStage.Decision decision,
    String outcomesUpTo,
    boolean backlog,
    int refusedChoices,
    Optional<ModelProbe.Learnt> learnt) {

  /**
   * Whether the outcomes that were read make room for later ones: an adaptation that decides
   * nothing leaves them for the next, which would read the same again, and none that came after
   * them.
   */
  boolean makesRoom() {
    return backlog && !decision.changes() && !decision.goesBack();
  }

  Findings findings() {
    Findings findings = decision.findings();
    return learnt.flatMap(ModelProbe.Learnt::effect).map(findings::with).orElse(findings);
  }
}
