package dev.lrgd.evaluate;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.DataSetReader;
import dev.lrgd.evaluate.data.Split;
import dev.lrgd.evaluate.data.TestList;
import dev.lrgd.evaluate.data.TestLists;
import dev.lrgd.evaluate.rank.ListRanker;
import dev.lrgd.evaluate.rank.Rankers;
import dev.lrgd.evaluate.report.Report;
import dev.lrgd.evaluate.report.ReportFiles;
import dev.lrgd.evaluate.report.Result;
import dev.lrgd.evaluate.report.Summary;
import dev.lrgd.evaluate.report.TableReport;
import java.io.IOException;
import java.io.PrintWriter;
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
          + " happened in the last tenth of the log."
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final double NANOS_PER_SECOND = 1e9;

  /** How much to hold out. The names are the command line's. */
  enum SplitKind {
    LEAVE_ONE_OUT("leave-one-out"),
    TEMPORAL("temporal");

    private final String text;

    SplitKind(String text) {
      this.text = text;
    }

    Split split(DataSet data) {
      return this == TEMPORAL ? Split.temporal(data) : Split.leaveOneOut(data);
    }

    @Override
    public String toString() {
      return text;
    }
  }

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
              + " dual-model+random, +recency, +knn, +mmr, +effect (with them). Default: all.")
  private List<String> rankers;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for report.json and report.html.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (test.sample < 1) {
      throw new ParameterException(spec.commandLine(), "--sample must be at least 1");
    }
    PrintWriter progress = spec.commandLine().getErr();
    DataSet dataSet = DataSetReader.read(data);
    Split split = kind.split(dataSet);
    Rankers catalogue = new Rankers(split.training(), seed);
    List<String> names = names(catalogue);
    Evaluation evaluation = new Evaluation(dataSet, split, lists(dataSet, split), progress);

    long start = System.nanoTime();
    Map<String, ListRanker> fitted = new LinkedHashMap<>();
    names.forEach(name -> fitted.put(name, catalogue.fit(name)));
    double fitSeconds = (System.nanoTime() - start) / NANOS_PER_SECOND;

    List<Result> results = new ArrayList<>();
    fitted.forEach((name, ranker) -> results.add(evaluation.rank(name, ranker)));
    Summary summary =
        Summary.of(new Report(dataSet.name(), testName(), evaluation.users(), results, fitSeconds));
    spec.commandLine().getOut().print(TableReport.write(summary));
    spec.commandLine().getOut().flush();
    if (out != null) {
      ReportFiles.write(summary, out);
    }
    return 0;
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
    return kind == SplitKind.TEMPORAL ? lists + " (temporal split)" : lists;
  }

  private List<String> names(Rankers catalogue) {
    if (rankers == null) {
      return catalogue.names();
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
