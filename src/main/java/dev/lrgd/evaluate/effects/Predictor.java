package dev.lrgd.evaluate.effects;

/** What may foretell how much a set of demonstrations helps. */
enum Predictor {
  PROMPT_EFFECT("effect on the expectation (prompt stage)"),
  EFFECT("effect on pseudo-targets (first stage)"),
  LIKENESS("likeness to what is expected"),
  SIMILARITY("similarity"),
  RECENCY("recency"),
  POPULARITY("popularity"),
  DUAL_MASS("attention mass, dual model"),
  MODEL_MASS("attention mass, recommender"),
  LENGTH("length of the prompt"),
  MEASURED("gain on the expectation, measured (asks the model)"),
  ORACLE("effect on the true target (leaks)");

  final String text;

  Predictor(String text) {
    this.text = text;
  }
}
