package dev.lrgd.adapt;

import dev.lrgd.pool.Findings;
import dev.lrgd.pool.Findings.Difference;
import dev.lrgd.pool.ModelEffect;
import dev.lrgd.pool.Verdict;
import dev.lrgd.statistics.PredictionCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a round of the second stage found and did, in plain sentences with their figures. */
final class Reasons {
  private Reasons() {}

  static List<String> of(Refresh.Result refreshed, Verdict verdict, Findings findings) {
    List<String> sentences = new ArrayList<>();
    outcomes(sentences, findings);
    if (refreshed.harmful() + refreshed.old() > 0) {
      sentences.add(
          say(
              "Proposed: %d demonstrations leave because outcomes speak against them, %d because"
                  + " newer ones want their place, %d come in.",
              refreshed.harmful(), refreshed.old(), refreshed.admitted()));
    }
    findings.versusZeroShot().ifPresent(d -> sentences.add(compared(d, "no demonstrations")));
    findings.versusActive().ifPresent(d -> sentences.add(compared(d, "the active ones")));
    sentences.addAll(findings.alarms());
    verdict(sentences, verdict, findings);
    return sentences;
  }

  private static void outcomes(List<String> sentences, Findings findings) {
    Findings.Outcomes outcomes = findings.outcomes();
    if (outcomes.read() == 0) {
      return;
    }
    sentences.add(
        say(
            "%d outcomes: %d choices, %d skips; %d came late, %d answer recommendations no longer"
                + " remembered.",
            outcomes.read(),
            outcomes.positive(),
            outcomes.skips(),
            outcomes.late(),
            outcomes.unmatched()));
    findings
        .calibration()
        .ifPresent(
            slope ->
                sentences.add(
                    say(
                        "Of each predicted nat of effect, %.2f were realised (1 would be honest).",
                        slope)));
  }

  /** What demonstrations do to a language model, and how well that was foretold. */
  static String sentence(ModelEffect effect) {
    PredictionCheck check = effect.check();
    return say(
        "On %d lists of %s, demonstrations move what %s thinks of the choice by %+.3f nats [%+.3f,"
            + " %+.3f], measured by %s; %s.",
        check.count(),
        effect.source() == ModelEffect.Source.HELD_OUT ? "held-out users" : "answered requests",
        effect.model(),
        check.mean().value(),
        check.mean().low(),
        check.mean().high(),
        effect.byLogProbabilities() ? "log-probabilities" : "ranks",
        check
            .rankCorrelation()
            .map(
                rho ->
                    say(
                        "rank correlation with the predicted effect %.2f [%.2f, %.2f]",
                        rho.value(), rho.low(), rho.high()))
            .orElse("they do not differ enough to be compared with the predicted effects"));
  }

  private static String compared(Difference difference, String what) {
    return say(
        "NDCG@10 of the proposed demonstrations less that of %s: %+.4f [%+.4f, %+.4f], %d held-out"
            + " users.",
        what, difference.mean(), difference.low(), difference.high(), difference.users());
  }

  private static void verdict(List<String> sentences, Verdict verdict, Findings findings) {
    switch (verdict) {
      case COMMITTED -> {
        if (findings.before().demonstrations() > 0) {
          sentences.add(
              say(
                  "Effective number of demonstrations %.0f of %d, %.0f of %d before.",
                  findings.after().effectiveDemonstrations(),
                  findings.after().demonstrations(),
                  findings.before().effectiveDemonstrations(),
                  findings.before().demonstrations()));
        }
      }
      case HELD ->
          sentences.add(
              "Held: it is not certain enough that the proposed demonstrations are as good, so the"
                  + " active ones stay.");
      case ROLLED_BACK ->
          sentences.add(
              say(
                  "Rolled back: the active demonstrations stay; the next step is %.3f with a pull"
                      + " of %.2f to even weights.",
                  findings.steps().eta(), findings.steps().alpha()));
      case RESET ->
          sentences.add(
              "Reset: all demonstrations weigh the same, and none is shown until they are found to"
                  + " help.");
    }
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
