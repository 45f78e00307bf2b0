package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.incontext.InContextRecommender;
import dev.lrgd.evaluate.incontext.ItemVectors;
import dev.lrgd.evaluate.report.Study;
import dev.lrgd.evaluate.subject.InContextSubject;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.ItemSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The whole of E5 as a study of one data set: every arm in every world. */
public final class AdaptationStudy {

  /**
   * How it is run.
   *
   * @param world size of each world
   * @param pool how many demonstrations a version holds
   * @param validation how many users' last choices the second stage holds out of a round, at most
   * @param refit after how many rounds vectors are fitted anew
   * @param every so many rounds pools are judged
   * @param clicks how users look at lists
   * @param arms names of {@link Arms#names}
   * @param seeds how many worlds
   * @param seed of the first; the others follow
   */
  public record Settings(
      ScenarioSettings world,
      int pool,
      int validation,
      int refit,
      int every,
      ClickModel clicks,
      List<String> arms,
      int seeds,
      long seed) {}

  private final DataSet data;
  private final Settings settings;
  private final ItemSpace titles;
  private final Optional<InContextSubject> recommender;

  /**
   * @param training what items are popular in, as the recommender was taught
   */
  public AdaptationStudy(
      DataSet data,
      DataSet training,
      Optional<InContextRecommender> recommender,
      Settings settings) {
    this.data = data;
    this.settings = settings;
    this.titles = ItemSpace.fit(data.items().values(), List.of(), FitSettings.defaults());
    this.recommender =
        recommender.map(r -> new InContextSubject(r, new ItemVectors(titles, training)));
  }

  /**
   * @param progress is told each arm of each world as it ends
   * @param soFar is given the study of the worlds so far, after each but the last: a run takes
   *     long, and what is broken off is not lost
   */
  public Study study(
      String method, String command, Consumer<String> progress, Consumer<Study> soFar) {
    Map<String, List<ArmTrace>> traces = new LinkedHashMap<>();
    settings.arms().forEach(name -> traces.put(name, new ArrayList<>()));
    int last = settings.seeds() - 1;
    for (int s = 0; s <= last; s++) {
      world(settings.seed() + s, progress).forEach((name, trace) -> traces.get(name).add(trace));
      if (s < last) {
        String sofar = " Broken off after %d of these worlds.".formatted(s + 1);
        soFar.accept(study(method + sofar, command, traces));
      }
    }
    return study(method, command, traces);
  }

  private Study study(String method, String command, Map<String, List<ArmTrace>> traces) {
    return new Study(
        "E5: a pool over %d rounds, %s".formatted(settings.world().rounds(), data.name()),
        method,
        command,
        new AdaptationTables(traces, models(), settings.world().rounds(), settings.seed())
            .tables());
  }

  /** The most telling first: the one that learns from demonstrations, if it is there. */
  private List<String> models() {
    List<String> models = new ArrayList<>();
    recommender.ifPresent(subject -> models.add(subject.name()));
    models.add(Judge.DUAL);
    return models;
  }

  private Map<String, ArmTrace> world(long seed, Consumer<String> progress) {
    Scenario scenario = Scenario.of(data, titles, settings.world(), seed);
    Judge judge = new Judge(scenario, recommender);
    Arms catalogue = new Arms(settings.pool(), settings.validation(), seed);
    progress.accept(
        "seed %d: %,d items, %,d choices known, %d + %d judges"
            .formatted(
                seed,
                scenario.items().size(),
                scenario.warmUp().size(),
                scenario.before().size(),
                scenario.after().size()));
    Timeline timeline = new Timeline(scenario, settings.refit(), catalogue.full().settings());
    List<Arm> arms =
        catalogue.all().stream().filter(arm -> settings.arms().contains(arm.name())).toList();
    List<ArmTrace> traces =
        arms.parallelStream()
            .map(
                arm -> {
                  ArmTrace trace =
                      new ArmRun(arm, scenario, timeline, settings.clicks())
                          .run(judge, settings.every());
                  progress.accept("seed %d, %s".formatted(seed, arm.name()));
                  return trace;
                })
            .toList();
    Map<String, ArmTrace> byName = new LinkedHashMap<>();
    for (int a = 0; a < arms.size(); a++) {
      byName.put(arms.get(a).name(), traces.get(a));
    }
    return byName;
  }
}
