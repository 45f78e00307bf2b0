package dev.lrgd.evaluate;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.DataSetReader;
import dev.lrgd.evaluate.data.Split;
import dev.lrgd.evaluate.data.TestList;
import dev.lrgd.evaluate.data.TestLists;
import dev.lrgd.evaluate.llm.LlmOptions;
import dev.lrgd.evaluate.llm.LlmRun;
import dev.lrgd.evaluate.rank.ListRanker;
import dev.lrgd.evaluate.rank.LlmListRanker;
import dev.lrgd.evaluate.rank.Query;
import dev.lrgd.evaluate.rank.Rankers;
import dev.lrgd.evaluate.report.Report;
import dev.lrgd.evaluate.report.ReportFiles;
import dev.lrgd.evaluate.report.Result;
import dev.lrgd.evaluate.report.Summary;
import dev.lrgd.evaluate.report.TableReport;
import dev.lrgd.recommend.LlmRanker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Ranks test lists with every ranker named, and reports how well. */
@Command(
    name = "evaluate",
    description = {
      "Ranks test lists with every ranker named: table on standard output, report.json and"
          + " report.html in --out.",
      "Learns from everything but what the split holds out: each user's last item, or all that"
          + " happened in the last tenth of the log, or all choices of a twentieth of the items and"
          + " of whoever made one (cold)."
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Where test lists come from. */
  static final class TestSource {
    @Option(
        names = "--test",
        paramLabel = "FILE",
        description = "Test lists: {\"user\",\"pos\",\"cand\"} per line, plain or gzipped.")
    private Path file;

    @Option(
        names = "--sample",
        paramLabel = "N",
        description = "Instead of --test: N users, 19 random negatives each. Default: 1000.")
    private int sample = 1000;
  }

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder with items.jsonl[.gz] and interactions.csv[.gz].")
  private Path data;

  @ArgGroup private TestSource test = new TestSource();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of --sample and of everything else random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--split",
      paramLabel = "KIND",
      defaultValue = "leave-one-out",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private SplitKind kind;

  @Option(
      names = "--rankers",
      paramLabel = "NAME",
      split = ",",
      description =
          "Some of random, popularity, title, item-knn, dual-model (without demonstrations),"
              + " dual-model+random, +recency, +knn, +mmr, +effect (with them). Default: all. Also"
              + " llm (without demonstrations), llm+knn, llm+effect, which need --out and go on"
              + " from the answers in it.")
  private List<String> rankers;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for report.json and report.html.")
  private Path out;

  @Mixin private LlmOptions llm;

  private LlmRun run;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (test.sample < 1) {
      throw new ParameterException(spec.commandLine(), "--sample must be at least 1");
    }
    PrintWriter progress = spec.commandLine().getErr();
    DataSet dataSet = DataSetReader.read(data);
    Split split = kind.split(dataSet, seed);
    Rankers catalogue = new Rankers(split.training(), seed);
    List<String> names = rankers == null ? catalogue.names() : names(catalogue);
    Evaluation evaluation = new Evaluation(dataSet, split, lists(dataSet, split), progress);

    long start = System.nanoTime();
    Map<String, ListRanker> fitted = new LinkedHashMap<>();
    names.forEach(name -> fitted.put(name, catalogue.fit(name)));
    double fitSeconds = (System.nanoTime() - start) / NANOS_PER_SECOND;

    List<Result> results = ranked(evaluation, fitted, progress);
    Summary summary =
        Summary.of(new Report(dataSet.name(), testName(), evaluation.users(), results, fitSeconds));
    spec.commandLine().getOut().print(TableReport.write(summary));
    effects(evaluation, fitted).forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    if (out != null) {
      ReportFiles.write(summary, out);
    }
    return 0;
  }

  private List<Result> ranked(
      Evaluation evaluation, Map<String, ListRanker> fitted, PrintWriter progress)
      throws IOException {
    List<LlmListRanker> asking =
        fitted.values().stream()
            .filter(LlmListRanker.class::isInstance)
            .map(LlmListRanker.class::cast)
            .toList();
    if (!asking.isEmpty()) {
      List<Query> queries = evaluation.queries();
      progress.println(
          run.estimate(asking.stream().flatMap(r -> queries.stream().map(r::prompt)).toList()));
    }
    List<Result> results = new ArrayList<>();
    try {
      fitted.forEach((name, ranker) -> results.add(evaluation.rank(name, ranker)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    int unusable = asking.stream().mapToInt(LlmListRanker::unusable).sum();
    if (unusable > 0) {
      progress.printf("%,d answers could not be used: the dual model ranked%n", unusable);
    }
    return results;
  }

  /** What demonstrations do to the model, where it was asked with and without them. */
  private List<String> effects(Evaluation evaluation, Map<String, ListRanker> fitted) {
    List<String> effects = new ArrayList<>();
    if (fitted.get(LlmRanker.NAME) instanceof LlmListRanker zeroShot) {
      fitted.forEach(
          (name, ranker) -> {
            if (ranker instanceof LlmListRanker shown && ranker != zeroShot) {
              effects.add(
                  new MeasuredEffects(
                          zeroShot, shown, evaluation.queries(), evaluation.positives(), seed)
                      .text(name));
            }
          });
    }
    return effects;
  }

  private List<TestList> lists(DataSet dataSet, Split split) {
    return test.file == null
        ? TestLists.sample(dataSet, split, test.sample, seed)
        : TestLists.read(test.file);
  }

  private String testName() {
    String lists =
        test.file == null
            ? "sample of %d, seed %d".formatted(test.sample, seed)
            : test.file.getFileName().toString();
    return kind == SplitKind.LEAVE_ONE_OUT ? lists : lists + " (" + kind + " split)";
  }

  private List<String> names(Rankers catalogue) throws IOException {
    if (rankers.stream().anyMatch(name -> name.startsWith(LlmRanker.NAME))) {
      if (out == null) {
        throw new ParameterException(spec.commandLine(), "llm needs --out, to keep its answers in");
      }
      run = llm.run(out);
      catalogue.with(run, llm.writer());
    }
    Set<String> unknown = new TreeSet<>(rankers);
    catalogue.names().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "no such ranker: %s; there are %s"
              .formatted(String.join(", ", unknown), String.join(", ", catalogue.names())));
    }
    return rankers.stream().distinct().toList();
  }
}
