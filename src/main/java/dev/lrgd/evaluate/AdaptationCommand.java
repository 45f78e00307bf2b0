package dev.lrgd.evaluate;

import dev.lrgd.evaluate.adaptation.AdaptationStudy;
import dev.lrgd.evaluate.adaptation.Arms;
import dev.lrgd.evaluate.adaptation.ClickModel;
import dev.lrgd.evaluate.adaptation.Drift;
import dev.lrgd.evaluate.adaptation.ScenarioSettings;
import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.DataSetReader;
import dev.lrgd.evaluate.data.Split;
import dev.lrgd.evaluate.incontext.RecommenderFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** E5: the second stage over many rounds. */
@Command(
    name = "adaptation",
    description = {
      "Replays real choices round by round with a drift half-way, and keeps a pool by the second"
          + " stage, by each of its parts left out, and by simpler ways.",
      "With --recommender the in-context recommender is what is judged first, else the dual model."
    })
final class AdaptationCommand implements Callable<Integer> {
  /** What a user is shown. */
  private static final int LIST = 10;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder with items.jsonl[.gz] and interactions.csv[.gz].")
  private Path data;

  @Option(
      names = "--recommender",
      paramLabel = "FILE",
      description = "The trained in-context recommender; src/evidence/README.md says how.")
  private Path recommender;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Rounds; the drift comes after half of them. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Worlds, each with its own draw of users. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of the first world; the others follow. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "1600",
      description = "Users of a world, half before the drift. Default: ${DEFAULT-VALUE}.")
  private int users;

  @Option(
      names = "--visits",
      paramLabel = "N",
      defaultValue = "60",
      description = "Choices in a round. Default: ${DEFAULT-VALUE}.")
  private int visits;

  @Option(
      names = "--judges",
      paramLabel = "N",
      defaultValue = "120",
      description = "Held-out users of each half of a world. Default: ${DEFAULT-VALUE}.")
  private int judges;

  @Option(
      names = "--pool",
      paramLabel = "N",
      defaultValue = "500",
      description = "Demonstrations in a pool. Default: ${DEFAULT-VALUE}.")
  private int pool;

  @Option(
      names = "--validation",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "Users by whose last choices the second stage judges a version, at most."
              + " Default: ${DEFAULT-VALUE}.")
  private int validation;

  @Option(
      names = "--refit",
      paramLabel = "N",
      defaultValue = "15",
      description = "Vectors are fitted anew every N rounds. Default: ${DEFAULT-VALUE}.")
  private int refit;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "10",
      description = "Pools are judged every N rounds. Default: ${DEFAULT-VALUE}.")
  private int every;

  @Option(
      names = "--bias",
      paramLabel = "ETA",
      defaultValue = "1",
      description = "Place r is looked at with a chance of r^-ETA. Default: ${DEFAULT-VALUE}.")
  private double bias;

  @Option(
      names = "--drift",
      paramLabel = "KIND",
      description =
          "${COMPLETION-CANDIDATES}: what tells users of after the drift from those of before."
              + " Default: time where the data have times, else taste.")
  private Drift drift;

  @Option(
      names = "--arms",
      paramLabel = "NAME",
      split = ",",
      description = "Only these arms, as the report names them. Default: all.")
  private List<String> arms;

  @Mixin private StudyOutput output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    check();
    DataSet dataSet = DataSetReader.read(data);
    Drift kind = drift == null ? (dataSet.timestamped() ? Drift.TIME : Drift.TASTE) : drift;
    if (kind == Drift.TIME && !dataSet.timestamped()) {
      throw new DataException(
          dataSet.name() + ": a drift in time needs timestamps, but the data only have an order");
    }
    Optional<RecommenderFile.Trained> trained =
        recommender == null ? Optional.empty() : Optional.of(RecommenderFile.read(recommender));
    PrintWriter progress = spec.commandLine().getErr();
    AdaptationStudy study =
        new AdaptationStudy(
            dataSet,
            Split.leaveOneOut(dataSet).training(),
            trained.map(RecommenderFile.Trained::recommender),
            new AdaptationStudy.Settings(
                new ScenarioSettings(users, judges, rounds, visits, kind),
                pool,
                validation,
                refit,
                every,
                new ClickModel(bias, LIST),
                arms == null ? Arms.names() : arms,
                seeds,
                seed));
    return output.write(
        study.study(
            method(kind, trained),
            command(kind),
            line -> progress.printf("%s%n", line),
            output::keep));
  }

  private void check() {
    require(rounds >= 2 && rounds % 2 == 0, "--rounds must be even and at least 2");
    require(seeds >= 1, "--seeds must be at least 1");
    require(users >= 8, "--users must be at least 8");
    require(visits >= 1, "--visits must be at least 1");
    require(judges >= 1, "--judges must be at least 1");
    require(pool >= 1, "--pool must be at least 1");
    require(validation >= 0, "--validation must be at least 0");
    require(refit >= 1, "--refit must be at least 1");
    require(every >= 1, "--every must be at least 1");
    require(bias >= 0 && Double.isFinite(bias), "--bias must be at least 0");
    for (String arm : arms == null ? List.<String>of() : arms) {
      require(
          Arms.names().contains(arm),
          "no such arm: %s; there are %s".formatted(arm, String.join(", ", Arms.names())));
    }
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private String method(Drift kind, Optional<RecommenderFile.Trained> trained) {
    return String.format(
        Locale.ROOT,
        "%d worlds of %,d users, %d rounds of %d visits; after round %d the other half of the users"
            + " comes, told apart by %s. A visit is shown %d of 20 candidates, ranked by the dual"
            + " model with demonstrations from the pool; place r is looked at with a chance of"
            + " r^-%s. Pools hold %d demonstrations; the second stage judges a version by the last"
            + " choices of at most %d users; vectors are fitted anew every %d rounds.%s",
        seeds,
        users,
        rounds,
        visits,
        rounds / 2,
        kind.name().toLowerCase(Locale.ROOT),
        LIST,
        bias,
        pool,
        validation,
        refit,
        trained
            .map(t -> " In-context recommender trained on %s.".formatted(t.training()))
            .orElse(""));
  }

  /** Arguments that give the same figures again. */
  private String command(Drift kind) {
    return String.format(
        Locale.ROOT,
        "adaptation --data DIR%s --rounds %d --seeds %d --seed %d --users %d --visits %d --judges"
            + " %d --pool %d --validation %d --refit %d --every %d --bias %s --drift %s%s",
        recommender == null ? "" : " --recommender FILE",
        rounds,
        seeds,
        seed,
        users,
        visits,
        judges,
        pool,
        validation,
        refit,
        every,
        bias,
        kind.name().toLowerCase(Locale.ROOT),
        arms == null ? "" : " --arms \"%s\"".formatted(String.join(",", arms)));
  }
}
