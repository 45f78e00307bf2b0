package dev.lrgd.evaluate.effects;

/** What may foretell how much a set of demonstrations helps. */
enum Predictor {
  EFFECT("effect"),
  SIMILARITY("similarity"),
  RECENCY("recency"),
  POPULARITY("popularity"),
  DUAL_MASS("attention mass, dual model"),
  MODEL_MASS("attention mass, recommender"),
  LENGTH("length of the prompt"),
  ORACLE("effect on the true target (leaks)");

  final String text;

  Predictor(String text) {
    this.text = text;
  }
}
