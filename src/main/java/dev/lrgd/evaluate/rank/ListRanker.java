package dev.lrgd.evaluate.rank;

/** Scores the candidates of one user. */
public interface ListRanker {

  /** One score for each candidate, the higher the better, finite. */
  double[] scores(Query query);
}
