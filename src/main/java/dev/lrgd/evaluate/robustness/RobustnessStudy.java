package dev.lrgd.evaluate.robustness;

import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.measure.Sample;
import dev.lrgd.evaluate.report.Study;
import dev.lrgd.evaluate.report.Study.Figure;
import dev.lrgd.evaluate.report.Study.Table;
import dev.lrgd.evaluate.selection.Strategies;
import dev.lrgd.evaluate.selection.Strategy;
import dev.lrgd.evaluate.subject.Outcome;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.evaluate.subject.Subject;
import dev.lrgd.evaluate.subject.Workshop;
import dev.lrgd.space.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The whole of E4 as a study of one data set. */
public final class RobustnessStudy {
  private static final int COUNT = 4;
  private static final int ORDERS = 5;
  private static final double[] SHARES = {0.01, 0.1, 0.25, 0.5};
  private static final double[] LOSSES = {0.2, 0.5};

  /** The share of planted demonstrations that remedies are tried on. */
  private static final double REMEDIED = 0.25;

  private static final List<String> STRATEGIES =
      List.of(
          Strategies.ZERO_SHOT,
          Strategies.KNN,
          Strategies.PROMPT_STAGE,
          Strategies.EFFECT,
          Strategies.ROBUST,
          Strategies.GATED);

  private final Workshop workshop;
  private final List<Subject> subjects;
  private final Subject recommender;
  private final Consumer<String> progress;
  private final long seed;

  /** By condition and strategy, what is shown to every user. */
  private final Map<String, Map<String, List<List<Shown<Item>>>>> prompts = new LinkedHashMap<>();

  /**
   * @param progress is told each part as it begins
   */
  public RobustnessStudy(
      Workshop workshop, Subject recommender, Subject dual, long seed, Consumer<String> progress) {
    this.workshop = workshop;
    this.recommender = recommender;
    this.subjects = List.of(recommender, dual);
    this.seed = seed;
    this.progress = progress;
  }

  public Study study(String method, String command) {
    choose();
    List<Table> tables = new ArrayList<>();
    for (Subject subject : subjects) {
      tables.addAll(conditions(subject));
    }
    tables.add(orders());
    tables.add(remedies("in-context recommender", Remedies.of(recommender)));
    tables.add(remedies("dual model", Remedies.ofDual(workshop.space())));
    return new Study(
        "E4: noisy, shuffled and planted demonstrations, " + workshop.name(),
        "%s %,d users, %d demonstrations a prompt."
            .formatted(method, workshop.requests().size(), COUNT),
        command,
        tables);
  }

  private void choose() {
    Strategies clean = new Strategies(workshop, workshop.index());
    prompts.put("clean", chosen(clean));
    for (double loss : LOSSES) {
      Map<String, List<List<Shown<Item>>>> noisy = new LinkedHashMap<>();
      prompts
          .get("clean")
          .forEach(
              (name, each) ->
                  noisy.put(name, changed(each, d -> new TitleNoise(loss).of(d, seed))));
      prompts.put("%.0f %% of words lost".formatted(100 * loss), noisy);
    }
    for (Poison poison : Poison.values()) {
      for (double share : SHARES) {
        String name = planted(poison, share);
        progress.accept(name);
        prompts.put(
            name,
            chosen(new Strategies(workshop, workshop.indexOf(poison.of(workshop, share, seed)))));
      }
    }
  }

  private static String planted(Poison poison, double share) {
    return "%.0f %% planted, %s".formatted(100 * share, poison.text);
  }

  private Map<String, List<List<Shown<Item>>>> chosen(Strategies strategies) {
    Map<String, Strategy> byName = strategies.byName();
    Map<String, List<List<Shown<Item>>>> chosen = new LinkedHashMap<>();
    for (String name : STRATEGIES) {
      Strategy strategy = byName.get(name);
      chosen.put(
          name, workshop.requests().parallelStream().map(r -> strategy.choose(r, COUNT)).toList());
    }
    return chosen;
  }

  private static List<List<Shown<Item>>> changed(
      List<List<Shown<Item>>> prompts, UnaryOperator<List<Shown<Item>>> change) {
    return prompts.stream().map(change).toList();
  }

  private List<Outcome> outcomes(Subject subject, List<List<Shown<Item>>> prompts) {
    List<Request> requests = workshop.requests();
    return IntStream.range(0, requests.size())
        .parallel()
        .mapToObj(i -> subject.outcome(requests.get(i), prompts.get(i)))
        .toList();
  }

  private static Sample ndcg(List<Outcome> outcomes) {
    return new Sample(outcomes.stream().mapToDouble(Outcome::ndcg).toArray());
  }

  private static Sample likelihood(List<Outcome> outcomes) {
    return new Sample(outcomes.stream().mapToDouble(Outcome::logLikelihood).toArray());
  }

  private Figure figure(Sample sample) {
    return Figure.of(sample.mean(), sample.interval(seed));
  }

  private List<Table> conditions(Subject subject) {
    progress.accept(subject.name());
    Table quality =
        Table.of(
                "conditions, " + subject.name(),
                "NDCG@10 of the " + subject.name(),
                "Under each condition; zero-shot sees none of it. Planted: that share of the pool"
                    + " has a real history and a false target.",
                "condition",
                STRATEGIES.toArray(String[]::new))
            .own("clean");
    Table worst =
        Table.of(
                "worst decile, " + subject.name(),
                "The worst tenth of users of the " + subject.name(),
                "Mean log-likelihood of the true item among those a tenth of users for whom it is"
                    + " lowest, in nats.",
                "condition",
                STRATEGIES.toArray(String[]::new))
            .own("clean");
    prompts.forEach(
        (condition, chosen) -> {
          List<Figure> qualities = new ArrayList<>();
          List<Figure> worsts = new ArrayList<>();
          for (String strategy : STRATEGIES) {
            List<Outcome> outcomes = outcomes(subject, chosen.get(strategy));
            qualities.add(figure(ndcg(outcomes)));
            worsts.add(Figure.of(likelihood(outcomes).worstDecile()));
          }
          quality.add(condition, qualities);
          worst.add(condition, worsts);
        });
    return List.of(quality, worst);
  }

  private Table orders() {
    Table table =
        Table.of(
            "order",
            "Order of the demonstrations in the prompt, in-context recommender",
            "NDCG@10 in the order chosen (the best last), reversed, and over %d random orders with"
                    .formatted(ORDERS)
                + " their standard deviation within a user. The dual model knows no order.",
            "strategy",
            "as chosen",
            "reversed",
            "shuffled",
            "deviation over orders");
    for (String strategy : List.of(Strategies.KNN, Strategies.PROMPT_STAGE)) {
      List<List<Shown<Item>>> chosen = prompts.get("clean").get(strategy);
      List<Sample> shuffled = new ArrayList<>();
      for (int order = 0; order < ORDERS; order++) {
        Random random = new Random(seed + order);
        shuffled.add(
            ndcg(
                outcomes(
                    recommender,
                    changed(
                        chosen,
                        d -> {
                          List<Shown<Item>> copy = new ArrayList<>(d);
                          Collections.shuffle(copy, random);
                          return copy;
                        }))));
      }
      table.add(
          strategy,
          figure(ndcg(outcomes(recommender, chosen))),
          figure(ndcg(outcomes(recommender, changed(chosen, RobustnessStudy::reversed)))),
          figure(over(shuffled, false)),
          figure(over(shuffled, true)));
    }
    return table;
  }

  private static List<Shown<Item>> reversed(List<Shown<Item>> shown) {
    List<Shown<Item>> copy = new ArrayList<>(shown);
    Collections.reverse(copy);
    return copy;
  }

  /** User by user, the mean over samples or the standard deviation. */
  private static Sample over(List<Sample> samples, boolean deviation) {
    double[] figures = new double[samples.get(0).values().length];
    for (int i = 0; i < figures.length; i++) {
      double sum = 0;
      double squares = 0;
      for (Sample sample : samples) {
        sum += sample.values()[i];
        squares += sample.values()[i] * sample.values()[i];
      }
      double mean = sum / samples.size();
      figures[i] =
          deviation ? Math.sqrt(Math.max(0, squares / samples.size() - mean * mean)) : mean;
    }
    return new Sample(figures);
  }

  private Table remedies(String name, Map<String, Subject> remedies) {
    String attack = planted(Poison.ADVERSARIAL, REMEDIED);
    Table table =
        Table.of(
                "remedies, " + name,
                "Perturbations and regularizations, " + name,
                "NDCG@10 on the clean pool and with " + attack + ".",
                "remedy",
                "knn, clean",
                "knn, planted",
                "prompt stage, clean",
                "prompt stage, planted")
            .own(Remedies.NONE);
    remedies.forEach(
        (remedy, subject) -> {
          progress.accept(remedy);
          List<Figure> figures = new ArrayList<>();
          for (String strategy : List.of(Strategies.KNN, Strategies.PROMPT_STAGE)) {
            for (String condition : List.of("clean", attack)) {
              figures.add(figure(ndcg(outcomes(subject, prompts.get(condition).get(strategy)))));
            }
          }
          table.add(remedy, figures);
        });
    return table;
  }
}
