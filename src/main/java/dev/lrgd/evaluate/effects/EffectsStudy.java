package dev.lrgd.evaluate.effects;

import dev.lrgd.evaluate.measure.Sample;
import dev.lrgd.evaluate.report.Study;
import dev.lrgd.evaluate.report.Study.Figure;
import dev.lrgd.evaluate.report.Study.Table;
import dev.lrgd.evaluate.subject.InContextSubject;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.evaluate.subject.Subject;
import dev.lrgd.evaluate.subject.Workshop;
import dev.lrgd.recommend.PromptStage;
import dev.lrgd.space.Reading;
import dev.lrgd.statistics.RankCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The whole of E2 as a study. */
public final class EffectsStudy {
  private final Workshop workshop;
  private final List<Subject> subjects;
  private final InContextSubject recommender;
  private final int sets;
  private final int fitted;
  private final long seed;

  /**
   * @param sets of demonstrations tried on every user
   * @param fitted how many of the last users serve to fit the reading instead, 0 for none
   */
  public EffectsStudy(
      Workshop workshop,
      Subject dual,
      InContextSubject recommender,
      int sets,
      int fitted,
      long seed) {
    this.workshop = workshop;
    this.subjects = List.of(recommender, dual);
    this.recommender = recommender;
    this.sets = sets;
    this.fitted = fitted;
    this.seed = seed;
  }

  public Study study(String method, String command) {
    List<Table> tables = new ArrayList<>();
    List<Trial> trials = trials();
    for (Subject subject : subjects) {
      tables.add(correlations(subject.name(), trials));
    }
    tables.add(attributions());
    if (fitted > 0) {
      tables.add(reading());
    }
    return new Study(
        "E2: predicted and measured effect of demonstrations, " + workshop.name(),
        "%s %,d users, %d random sets of 4 demonstrations each."
            .formatted(method, trials.size(), sets),
        command,
        tables);
  }

  private List<Request> reported() {
    return workshop.requests().subList(0, workshop.requests().size() - fitted);
  }

  private Table reading() {
    int all = workshop.requests().size();
    ReadingFit fit =
        new ReadingFit(
            workshop, recommender, workshop.requests().subList(all - fitted, all), sets, seed);
    Reading usual = PromptStage.Settings.defaults().reading();
    Table table =
        Table.of(
            "reading",
            "How the in-context recommender reads demonstrations",
            ("Scalars of the surrogate that foretells the gain on the expectation, and the mean rank"
                    + " correlation with it over %,d users that no other table reports on: the"
                    + " fitted row's is of the users it was fitted to.")
                .formatted(fitted),
            "reading",
            "title",
            "popularity",
            "recency",
            "sink",
            "demonstration",
            "shown",
            "Spearman");
    addReading(table, "the default", usual, fit);
    addReading(table, "fitted", fit.fit(usual), fit);
    return table;
  }

  private static void addReading(Table table, String name, Reading reading, ReadingFit fit) {
    List<Figure> figures = new ArrayList<>();
    for (double number : ReadingFit.numbers(reading)) {
      figures.add(Figure.of(number));
    }
    figures.add(Figure.of(fit.quality(reading)));
    table.add(name, figures);
  }

  private List<Trial> trials() {
    Trials trials = new Trials(workshop, subjects, recommender, sets);
    return IntStream.range(0, reported().size())
        .parallel()
        .mapToObj(i -> trials.of(reported().get(i), 1000 * seed + i))
        .flatMap(Optional::stream)
        .toList();
  }

  private Table correlations(String subject, List<Trial> trials) {
    Table table =
        Table.of(
            "correlations, " + subject,
            "What foretells the gain on the " + subject,
            "Rank correlation, over one user's sets, of a predictor with the measured gain against"
                + " zero-shot, mean over users with 95 % intervals. First less this: paired"
                + " difference of the first row's first column and this row's. Partial: similarity"
                + " and prompt length held fixed. Pooled: all sets of all users together. The last"
                + " two rows are bounds, not methods: one asks the recommender itself, the other"
                + " knows the answer.",
            "predictor",
            "Spearman, log-likelihood",
            "first less this",
            "Kendall, log-likelihood",
            "Spearman, NDCG@10",
            "partial Spearman",
            "pooled Spearman");
    Predictor first = Predictor.values()[0];
    Sample reference = spearman(subject, trials, first);
    for (Predictor predictor : Predictor.values()) {
      Sample own = spearman(subject, trials, predictor);
      table.add(
          predictor.text,
          figure(own),
          predictor == first ? Figure.none() : figure(reference.minus(own)),
          figure(
              each(trials, t -> RankCorrelation.kendall(t.of(predictor), t.likelihoods(subject)))),
          figure(each(trials, t -> RankCorrelation.spearman(t.of(predictor), t.ndcgs(subject)))),
          figure(
              each(
                  trials,
                  t ->
                      RankCorrelation.partialSpearman(
                          t.of(predictor),
                          t.likelihoods(subject),
                          t.of(Predictor.SIMILARITY),
                          t.of(Predictor.LENGTH)))),
          Figure.of(
              RankCorrelation.spearman(
                  pooled(trials, t -> t.of(predictor)),
                  pooled(trials, t -> t.likelihoods(subject)))));
    }
    return table;
  }

  private static Sample spearman(String subject, List<Trial> trials, Predictor predictor) {
    return each(trials, t -> RankCorrelation.spearman(t.of(predictor), t.likelihoods(subject)));
  }

  private static double[] pooled(List<Trial> trials, Function<Trial, double[]> figures) {
    return trials.stream().flatMapToDouble(t -> DoubleStream.of(figures.apply(t))).toArray();
  }

  private static <T> Sample each(List<T> users, ToDoubleFunction<T> figure) {
    return new Sample(users.stream().mapToDouble(figure).toArray());
  }

  private Figure figure(Sample sample) {
    return sample.isEmpty() ? Figure.none() : Figure.of(sample.mean(), sample.interval(seed));
  }

  private Table attributions() {
    Methods methods = new Methods(workshop, recommender);
    List<Map<String, double[]>> users =
        reported().parallelStream().map(methods::of).flatMap(Optional::stream).toList();
    Table table =
        Table.of(
                "attribution",
                "Which demonstration of a prompt carries it",
                "Rank correlation, over the 8 nearest demonstrations in one prompt, with what the"
                    + " log-likelihood of the true target really loses when a demonstration is left"
                    + " out. Attribution takes one pass forth and one back.",
                "method",
                "Spearman")
            .own("attribution");
    if (!users.isEmpty()) {
      for (String method : users.get(0).keySet()) {
        if (!method.equals(Methods.TRUTH)) {
          table.add(
              method,
              figure(
                  each(users, u -> RankCorrelation.spearman(u.get(method), u.get(Methods.TRUTH)))));
        }
      }
    }
    return table;
  }
}
