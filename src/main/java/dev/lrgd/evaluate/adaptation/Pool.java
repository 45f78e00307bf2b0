package dev.lrgd.evaluate.adaptation;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.FirstStage;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.Situation;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.time.Instant;
import java.util.List;

/** A version, ready to serve as the service does. */
final class Pool {
  /** The service looks at 100 of 10,000; here pools are smaller. */
  private static final int RETRIEVED = 50;

  private final PoolVersion version;
  private final DemonstrationIndex index;

  Pool(PoolVersion version) {
    this.version = version;
    this.index =
        DemonstrationIndex.of(
            version.space(), version.demonstrations(), FirstStageSettings.defaults().transitions());
  }

  static Pool of(int number, ItemSpace space, List<Demonstration> demonstrations, Tuning tuning) {
    VersionSummary summary =
        new VersionSummary(number, Instant.EPOCH, space.size(), 0, 0, demonstrations.size(), "");
    return new Pool(new PoolVersion(summary, space, demonstrations, tuning));
  }

  PoolVersion version() {
    return version;
  }

  DemonstrationIndex index() {
    return index;
  }

  /** How a version of this tuning is served. */
  static FirstStageSettings settings(Tuning tuning, double exploration) {
    return defaults().tuned(tuning).exploring(exploration);
  }

  private static FirstStageSettings defaults() {
    FirstStageSettings s = FirstStageSettings.defaults();
    return new FirstStageSettings(
        RETRIEVED,
        s.transitions(),
        s.holdouts(),
        s.neighbours(),
        s.groups(),
        s.holdoutShare(),
        s.temperature(),
        s.negatives(),
        s.logWeight(),
        s.massCap(),
        s.caution(),
        s.leastEffect(),
        s.theta(),
        s.rho(),
        s.exploration(),
        s.zeroShot());
  }

  FirstStage firstStage(double exploration) {
    return new FirstStage(index, settings(version.tuning(), exploration), version.number());
  }

  Situation situation(String user, List<String> history) {
    return Situation.of(
        version.space(),
        user,
        placed(history),
        Situation.NOW,
        31L * user.hashCode() + history.hashCode());
  }

  List<PlacedItem> placed(List<String> ids) {
    return ids.stream().map(id -> version.space().place(version.space().indexOf(id))).toList();
  }
}
