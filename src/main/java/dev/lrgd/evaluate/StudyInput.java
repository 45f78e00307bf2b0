package dev.lrgd.evaluate;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.DataSetReader;
import dev.lrgd.evaluate.incontext.RecommenderFile;
import dev.lrgd.evaluate.subject.DualSubject;
import dev.lrgd.evaluate.subject.DualSubject.Steps;
import dev.lrgd.evaluate.subject.InContextSubject;
import dev.lrgd.evaluate.subject.Workshop;
import dev.lrgd.recommend.FirstStageSettings;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an experiment on recommendations reads: data, a trained recommender, how many users. */
final class StudyInput {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder with items.jsonl[.gz] and interactions.csv[.gz].")
  private Path data;

  @Option(
      names = "--recommender",
      paramLabel = "FILE",
      required = true,
      description = "The trained in-context recommender; src/evidence/README.md says how.")
  private Path recommender;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "300",
      description = "Users, 19 random negatives each. Default: ${DEFAULT-VALUE}.")
  private int users;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of everything random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--split",
      paramLabel = "KIND",
      defaultValue = "leave-one-out",
      description = "${COMPLETION-CANDIDATES}, as in evaluate. Default: ${DEFAULT-VALUE}.")
  private SplitKind split;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private String training;

  Workshop workshop() {
    return workshop(0);
  }

  /**
   * @param more users than asked for
   */
  Workshop workshop(int more) {
    if (more < 0) {
      throw new ParameterException(spec.commandLine(), "--fit must not be negative");
    }
    if (users < 1) {
      throw new ParameterException(spec.commandLine(), "--users must be at least 1");
    }
    DataSet dataSet = DataSetReader.read(data);
    return Workshop.of(dataSet, split.split(dataSet, seed), users + more, seed);
  }

  InContextSubject recommender(Workshop workshop) throws IOException {
    RecommenderFile.Trained trained = RecommenderFile.read(recommender);
    training = trained.training();
    return new InContextSubject(trained.recommender(), workshop.vectors());
  }

  static DualSubject dual(Workshop workshop) {
    return new DualSubject(workshop.space(), Steps.capped(FirstStageSettings.defaults().massCap()));
  }

  long seed() {
    return seed;
  }

  /** How the recommender came about, as a sentence. */
  String method() {
    String request =
        switch (split) {
          case LEAVE_ONE_OUT -> "each user's last item among 20";
          case TEMPORAL -> "each user's first item of the last tenth of the log, among 20";
          case COLD -> "a user's first cold item, after one other, among 20 cold ones";
        };
    return "In-context recommender trained on %s; the request is %s.".formatted(training, request);
  }

  /** Arguments that give the same figures again. */
  String command(String more) {
    String kind = split == SplitKind.LEAVE_ONE_OUT ? "" : "--split " + split + " ";
    return "%s --data DIR --recommender FILE --users %d --seed %d %s%s"
        .formatted(spec.name(), users, seed, kind, more)
        .strip();
  }
}
