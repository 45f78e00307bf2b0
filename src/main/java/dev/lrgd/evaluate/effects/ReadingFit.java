package dev.lrgd.evaluate.effects;

import dev.lrgd.dual.EffectProblem;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.subject.Outcome;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.evaluate.subject.Subject;
import dev.lrgd.evaluate.subject.Workshop;
import dev.lrgd.recommend.PromptStage;
import dev.lrgd.space.Item;
import dev.lrgd.space.Reading;
import dev.lrgd.statistics.RankCorrelation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Finds the {@link Reading} whose effects best foretell what demonstrations do to a model: one
 * scalar after the other along a grid, twice round, by the mean rank correlation over users with
 * the model's measured gain on the expectation (theory.md section 3.6). What the users chose is not
 * looked at, so nothing of it can be learnt by heart.
 */
final class ReadingFit {
  private static final int ROUNDS = 2;
  private static final double LEAST = 1e-4;

  private static final double[][] GRID = {
    {2, 4, 6, 8, 12, 16, 24, 32},
    {0, 0.1, 0.2, 0.4, 0.8, 1.2},
    {0, 0.3, 0.6, 1, 1.5, 2, 3},
    {-4, -2, -1, 0, 1, 2},
    {-5, -4, -3, -2.5, -2, -1.5, -1, 0},
    {0, 1, 2, 3, 5}
  };

  private final Workshop workshop;
  private final List<Seen> seen;

  /** What was done with one user. */
  private record Seen(
      Request request, double[] pi, int[] considered, List<int[]> sets, double[] gains) {}

  ReadingFit(Workshop workshop, Subject subject, List<Request> requests, int sets, long seed) {
    this.workshop = workshop;
    this.seen =
        IntStream.range(0, requests.size())
            .parallel()
            .mapToObj(i -> seen(subject, requests.get(i), sets, 1000 * seed + i))
            .flatMap(Optional::stream)
            .toList();
  }

  private Optional<Seen> seen(Subject subject, Request request, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] considered = DemonstrationSets.considered(workshop.index(), request, random);
    if (considered.length < DemonstrationSets.SIZE) {
      return Optional.empty();
    }
    double[] pi = workshop.expectation(request);
    List<int[]> sets =
        IntStream.range(0, count)
            .mapToObj(s -> DemonstrationSets.draw(considered.length, random))
            .toList();
    double[] gains =
        sets.stream()
            .map(set -> Arrays.stream(set).mapToObj(i -> shown(considered[i])).toList())
            .mapToDouble(shown -> Outcome.expectedLogLikelihood(subject.scores(request, shown), pi))
            .toArray();
    return Optional.of(new Seen(request, pi, considered, sets, gains));
  }

  private Shown<Item> shown(int demonstration) {
    return workshop.shown(workshop.index().demonstration(demonstration));
  }

  Reading fit(Reading start) {
    double[] best = numbers(start);
    double most = quality(start);
    for (int round = 0; round < ROUNDS; round++) {
      for (int scalar = 0; scalar < GRID.length; scalar++) {
        for (double value : GRID[scalar]) {
          double[] tried = best.clone();
          tried[scalar] = value;
          double quality = quality(reading(tried));
          if (quality > most + LEAST) {
            most = quality;
            best = tried;
          }
        }
      }
    }
    return reading(best);
  }

  /** Mean rank correlation of predicted with measured gain. */
  double quality(Reading reading) {
    PromptStage stage = new PromptStage(workshop.index(), new PromptStage.Settings(1, reading));
    return seen.parallelStream()
        .mapToDouble(user -> correlation(stage, user))
        .filter(Double::isFinite)
        .average()
        .orElse(0);
  }

  private double correlation(PromptStage stage, Seen user) {
    EffectProblem problem =
        stage.problem(
            user.request.situation(),
            workshop.placed(user.request.candidates()),
            user.pi,
            user.considered);
    return RankCorrelation.spearman(
        user.sets.stream().mapToDouble(problem::effect).toArray(), user.gains);
  }

  static double[] numbers(Reading r) {
    return new double[] {
      r.title(), r.popularity(), r.recency(), r.sink(), r.demonstration(), r.shown()
    };
  }

  private static Reading reading(double[] x) {
    return new Reading(x[0], x[1], x[2], x[3], x[4], (int) x[5]);
  }
}
