package dev.lrgd.evaluate.effects;

import dev.lrgd.evaluate.subject.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One user's demonstration sets: what was foretold of each, and what each did to the subjects.
 *
 * @param foretold by predictor, a figure for each set
 * @param gains by subject, what each set changed against zero-shot
 */
record Trial(EnumMap<Predictor, double[]> foretold, Map<String, List<Outcome>> gains) {

  double[] of(Predictor predictor) {
    return foretold.get(predictor);
  }

  double[] likelihoods(String subject) {
    return gains.get(subject).stream().mapToDouble(Outcome::logLikelihood).toArray();
  }

  double[] ndcgs(String subject) {
    return gains.get(subject).stream().mapToDouble(Outcome::ndcg).toArray();
  }
}
