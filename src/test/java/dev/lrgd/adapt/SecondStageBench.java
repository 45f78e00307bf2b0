package dev.lrgd.adapt;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.DataSetReader;
import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.redis.PoolBench;
import dev.lrgd.pool.redis.TestRedis;
import dev.lrgd.pool.redis.TestStores;
import dev.lrgd.recommend.FirstStageConfig;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Measures a pool of real data in Redis: its bytes, a cold load, and an adaptation with many new
 * outcomes; see {@code src/bench}. Who was recommended what and chose it is drawn at random.
 */
public final class SecondStageBench {
  private static final PoolId POOL = PoolId.of("bench");
  private static final int BATCH = 10_000;
  private static final int LIST = 10;
  private static final int SHOWN = 4;
  private static final int HISTORY = 20;

  private final SplittableRandom random = new SplittableRandom(1);
  private final TestStores stores;
  private final DataSet data;

  private SecondStageBench(TestStores stores, DataSet data) {
    this.stores = stores;
    this.data = data;
  }

  /** Arguments: folder of a data set, how many outcomes. */
  public static void main(String[] arguments) {
    DataSet data = DataSetReader.read(Path.of(arguments[0]));
    try (TestRedis redis = TestRedis.start()) {
      TestStores stores = TestStores.at(redis.url(), Map.of("timeout", "10s"));
      new SecondStageBench(stores, data).run(redis, Integer.parseInt(arguments[1]));
    }
    System.exit(0);
  }

  private void run(TestRedis redis, int outcomes) {
    stage();
    Adaptation adaptation =
        new Adaptation(
            stores.pools(),
            stores.log(),
            AdaptationJob.config(AdaptConfig.class),
            AdaptationJob.config(SecondStageConfig.class),
            AdaptationJob.config(FirstStageConfig.class),
            Clock.systemUTC());
    long begin = System.nanoTime();
    AdaptationReport first = adaptation.adapt(POOL, Optional.empty());
    PoolBench.row(
        "first version: %d items, %d interactions, %d demonstrations"
            .formatted(
                first.after().items(),
                first.after().interactions(),
                first.after().demonstrations()),
        "%.0f s".formatted(seconds(begin)));
    new PoolBench(redis, POOL, 1).run();
    report(outcomes);
    begin = System.nanoTime();
    AdaptationReport second = adaptation.adapt(POOL, Optional.empty());
    PoolBench.row(
        "second stage with %d new outcomes in a heap of %d MB: %s"
            .formatted(
                second.findings().outcomes().read(),
                Runtime.getRuntime().maxMemory() >> 20,
                second.verdict()),
        "%.0f s".formatted(seconds(begin)));
  }

  private void stage() {
    List<Item> items = List.copyOf(data.items().values());
    for (int from = 0; from < items.size(); from += BATCH) {
      stores.pools().stageItems(POOL, items.subList(from, Math.min(items.size(), from + BATCH)));
    }
    List<Interaction> all = data.interactions();
    for (int from = 0; from < all.size(); from += BATCH) {
      stores.pools().stageInteractions(POOL, all.subList(from, Math.min(all.size(), from + BATCH)));
    }
  }

  private void report(int outcomes) {
    List<String> users = List.copyOf(data.histories().keySet());
    List<Demonstration> demonstrations = stores.pools().version(POOL).demonstrations();
    List<String> items = List.copyOf(data.items().keySet());
    Map<String, List<Interaction>> histories = data.histories();
    for (int i = 0; i < outcomes; i++) {
      String user = users.get(random.nextInt(users.size()));
      List<Interaction> history = histories.get(user);
      Set<String> list = new HashSet<>();
      while (list.size() < LIST) {
        list.add(items.get(random.nextInt(items.size())));
      }
      Set<String> shown = new HashSet<>();
      while (shown.size() < SHOWN) {
        shown.add(demonstrations.get(random.nextInt(demonstrations.size())).id());
      }
      List<String> ranked = List.copyOf(list);
      stores
          .log()
          .record(
              POOL,
              new RecommendationRecord(
                  "r" + i,
                  1,
                  Optional.of(user),
                  Instant.EPOCH.plusSeconds(i),
                  history.subList(Math.max(0, history.size() - HISTORY), history.size()).stream()
                      .map(Interaction::item)
                      .toList(),
                  ranked,
                  List.copyOf(shown),
                  List.of(1.0, 1.0, 1.0, 0.9),
                  0.01));
      Event event = i % 3 == 0 ? Event.SKIP : Event.CLICK;
      String chosen = ranked.get(random.nextInt(LIST));
      stores.log().append(POOL, new Outcome("e" + i, "r" + i, chosen, event, Instant.EPOCH));
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
