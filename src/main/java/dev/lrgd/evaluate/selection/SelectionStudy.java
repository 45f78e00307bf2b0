package dev.lrgd.evaluate.selection;

import dev.lrgd.evaluate.measure.PairedTest;
import dev.lrgd.evaluate.measure.Sample;
import dev.lrgd.evaluate.report.Study;
import dev.lrgd.evaluate.report.Study.Figure;
import dev.lrgd.evaluate.report.Study.Table;
import dev.lrgd.evaluate.subject.Outcome;
import dev.lrgd.evaluate.subject.Subject;
import dev.lrgd.evaluate.subject.Workshop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The whole of E3 as a study of one data set. */
public final class SelectionStudy {
  private final Workshop workshop;
  private final List<Subject> subjects;
  private final List<Integer> counts;
  private final long seed;

  /** Of [strategy][count]: outcomes by subject, user by user. */
  private final Map<String, Map<Integer, Map<String, List<Outcome>>>> outcomes =
      new LinkedHashMap<>();

  private final Map<String, Map<Integer, Double>> shown = new LinkedHashMap<>();

  public SelectionStudy(
      Workshop workshop, List<Subject> subjects, List<Integer> counts, long seed) {
    this.workshop = workshop;
    this.subjects = subjects;
    this.counts = counts;
    this.seed = seed;
  }

  /**
   * @param progress is told each strategy as it begins
   */
  public Study study(String method, String command, Consumer<String> progress) {
    new Strategies(workshop, workshop.index())
        .byName()
        .forEach(
            (name, strategy) -> {
              progress.accept(name);
              outcomes.put(name, new LinkedHashMap<>());
              shown.put(name, new LinkedHashMap<>());
              counts.forEach(count -> run(name, strategy, count));
            });
    List<Table> tables = new ArrayList<>();
    for (Subject subject : subjects) {
      tables.add(quality(subject.name()));
      tables.add(against(Strategies.KNN, subject.name()));
      tables.add(against(Strategies.LIKEST, subject.name()));
      tables.add(against(Strategies.ZERO_SHOT, subject.name()));
    }
    tables.add(sizes());
    return new Study(
        "E3: which demonstrations to show, " + workshop.name(),
        "%s %,d users.".formatted(method, workshop.requests().size()),
        command,
        tables);
  }

  private record Tried(int shown, Map<String, Outcome> outcomes) {}

  private void run(String name, Strategy strategy, int count) {
    if (name.equals(Strategies.ZERO_SHOT) && count != counts.get(0)) {
      outcomes.get(name).put(count, outcomes.get(name).get(counts.get(0)));
      shown.get(name).put(count, 0.);
      return;
    }
    List<Tried> tried =
        workshop.requests().parallelStream()
            .map(
                request -> {
                  var demonstrations = strategy.choose(request, count);
                  Map<String, Outcome> each = new LinkedHashMap<>();
                  subjects.forEach(s -> each.put(s.name(), s.outcome(request, demonstrations)));
                  return new Tried(demonstrations.size(), each);
                })
            .toList();
    Map<String, List<Outcome>> bySubject = new LinkedHashMap<>();
    for (Subject subject : subjects) {
      bySubject.put(
          subject.name(), tried.stream().map(t -> t.outcomes().get(subject.name())).toList());
    }
    outcomes.get(name).put(count, bySubject);
    shown.get(name).put(count, tried.stream().mapToInt(Tried::shown).average().orElse(0));
  }

  private Sample ndcg(String strategy, int count, String subject) {
    return new Sample(
        outcomes.get(strategy).get(count).get(subject).stream()
            .mapToDouble(Outcome::ndcg)
            .toArray());
  }

  private Table quality(String subject) {
    Table table =
        Table.of(
            "ndcg, " + subject,
            "NDCG@10 of the " + subject,
            "By the number k of demonstrations the prompt has room for; every strategy fills the"
                + " same room.",
            "strategy",
            columns("k = "));
    for (String name : outcomes.keySet()) {
      table.add(
          name,
          counts.stream()
              .map(k -> ndcg(name, k, subject))
              .map(sample -> Figure.of(sample.mean(), sample.interval(seed)))
              .toList());
    }
    return table;
  }

  private Table against(String reference, String subject) {
    List<String> columns = new ArrayList<>();
    counts.forEach(k -> columns.add("k = " + k));
    counts.forEach(k -> columns.add("p, k = " + k));
    Table table =
        Table.of(
                "against %s, %s".formatted(reference, subject),
                "NDCG@10 of the %s less that with %s".formatted(subject, reference),
                "Paired differences on the same users with 95 % intervals; p of a randomisation"
                    + " test, Holm's correction over this table.",
                "strategy",
                columns.toArray(String[]::new))
            .format("%+.4f");
    List<String> names = outcomes.keySet().stream().filter(n -> !n.equals(reference)).toList();
    List<Sample> differences = new ArrayList<>();
    for (String name : names) {
      for (int k : counts) {
        differences.add(ndcg(name, k, subject).minus(ndcg(reference, k, subject)));
      }
    }
    double[] p =
        PairedTest.holm(
            differences.parallelStream().map(d -> PairedTest.pValue(d.values(), seed)).toList());
    for (int row = 0; row < names.size(); row++) {
      List<Figure> figures = new ArrayList<>();
      int from = row * counts.size();
      IntStream.range(from, from + counts.size())
          .mapToObj(differences::get)
          .forEach(d -> figures.add(Figure.of(d.mean(), d.interval(seed))));
      IntStream.range(from, from + counts.size()).forEach(i -> figures.add(Figure.of(p[i])));
      table.add(names.get(row), figures);
    }
    return table;
  }

  private Table sizes() {
    Table table =
        Table.of(
                "sizes",
                "Demonstrations shown",
                "Mean number; below k where a strategy found no more worth showing.",
                "strategy",
                columns("k = "))
            .format("%.2f");
    shown.forEach(
        (name, sizes) ->
            table.add(name, counts.stream().map(k -> Figure.of(sizes.get(k))).toList()));
    return table;
  }

  private String[] columns(String prefix) {
    return counts.stream().map(k -> prefix + k).toArray(String[]::new);
  }
}
