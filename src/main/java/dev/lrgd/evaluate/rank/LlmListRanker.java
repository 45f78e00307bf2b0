package dev.lrgd.evaluate.rank;

import dev.lrgd.evaluate.llm.LlmRun;
import dev.lrgd.llm.AnswerReader;
import dev.lrgd.llm.Completion;
import dev.lrgd.llm.FirstChoice;
import dev.lrgd.llm.Fusion;
import dev.lrgd.llm.Prompt;
import dev.lrgd.llm.PromptWriter;
import dev.lrgd.recommend.Questions;
import dev.lrgd.recommend.Selection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A language model by itself: its order and not the service's fusion with the dual model, which
 * only ranks what the model left out, and all of a list whose answer the service would not use.
 */
public final class LlmListRanker implements ListRanker {

  /** As {@code lrgd.llm.valid-share} is by default. */
  private static final double VALID_SHARE = 0.5;

  private final Function<Query, Situated> situating;
  private final PromptWriter writer;
  private final LlmRun run;
  private int unusable;

  LlmListRanker(Function<Query, Situated> situating, PromptWriter writer, LlmRun run) {
    this.situating = situating;
    this.writer = writer;
    this.run = run;
  }

  public Prompt prompt(Query query) {
    return prompt(situating.apply(query));
  }

  /** How many answers could not be used. */
  public int unusable() {
    return unusable;
  }

  /** The selection's effect as it was predicted; empty where nothing was shown. */
  public OptionalDouble predictedEffect(Query query) {
    Selection selection = situating.apply(query).selection();
    return selection.demonstrations().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(selection.effect());
  }

  /**
   * log p of every candidate to be the choice: by the model's own log-probabilities, or by Zipf's
   * law of its ranks, as {@link Fusion} reads them.
   *
   * @param asSaid by the former, which it must have given ({@link #hasLogProbabilities})
   */
  public double[] logLikelihoods(Query query, boolean asSaid) {
    Prompt prompt = prompt(query);
    Completion answer = answer(prompt);
    if (asSaid) {
      return FirstChoice.logProbabilities(answer, prompt.labels()).orElseThrow();
    }
    AnswerReader.Reading reading = AnswerReader.read(answer.text(), prompt.labels());
    List<Integer> order = isUsable(reading) ? reading.order() : List.of();
    return FirstChoice.byLogRanks(Fusion.logRanks(order, prompt.labels().size()));
  }

  /** Whether the model gave the log-probabilities that this takes. */
  public boolean hasLogProbabilities(Query query) {
    Prompt prompt = prompt(query);
    return FirstChoice.logProbabilities(answer(prompt), prompt.labels()).isPresent();
  }

  private static boolean isUsable(AnswerReader.Reading reading) {
    return reading.validShare() >= VALID_SHARE;
  }

  @Override
  public double[] scores(Query query) {
    Situated situated = situating.apply(query);
    Prompt prompt = prompt(situated);
    AnswerReader.Reading reading = AnswerReader.read(answer(prompt).text(), prompt.labels());
    boolean usable = isUsable(reading);
    unusable += usable ? 0 : 1;
    return scores(usable ? reading.order() : List.of(), situated.dualModelScores());
  }

  private Prompt prompt(Situated situated) {
    return writer.write(
        Questions.of(situated.situation(), situated.selection(), situated.candidates()));
  }

  private Completion answer(Prompt prompt) {
    try {
      return run.answer(prompt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    }
  }

  /** Places from the first on for what was ordered; the rest in the dual model's order below. */
  private static double[] scores(List<Integer> order, double[] dualModel) {
    double[] scores = new double[dualModel.length];
    for (int c = 0; c < scores.length; c++) {
      for (double other : dualModel) {
        scores[c] -= other > dualModel[c] ? 1 : 0;
      }
    }
    for (int place = 0; place < order.size(); place++) {
      scores[order.get(place)] = order.size() - place;
    }
    return scores;
  }
}
