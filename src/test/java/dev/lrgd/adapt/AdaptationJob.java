package dev.lrgd.adapt;

import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.redis.TestStores;
import dev.lrgd.recommend.FirstStageConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The second stage as a process of its own, to be killed: it serves one scheduled time after the
 * other, a second apart, for as long as it lives.
 */
public final class AdaptationJob {
  static final Map<String, String> STORE =
      Map.of("timeout", "10s", "lease", "500ms", "kept-versions", "3", "kept-reports", "100000");

  private AdaptationJob() {}

  /** Arguments: the server, the pool, the first scheduled time in seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    Adaptation adaptation = at(arguments[0]);
    PoolId pool = PoolId.of(arguments[1]);
    long time = Long.parseLong(arguments[2]);
    System.out.println("ready");
    while (true) {
      try {
        adaptation.adapt(pool, Optional.of(Instant.ofEpochSecond(time)));
        time++;
      } catch (StoreRefusal e) {
        // The one that was killed before holds its lease a little longer.
        Thread.sleep(20);
      }
    }
  }

  static Adaptation at(String url) {
    TestStores stores = TestStores.at(url, STORE);
    return new Adaptation(
        stores.pools(),
        stores.log(),
        config(AdaptConfig.class),
        config(SecondStageConfig.class),
        config(FirstStageConfig.class),
        Clock.systemUTC());
  }

  /** Starts the process and waits until it is about to begin. */
  static Process start(String url, PoolId pool, long time) throws IOException {
    Process job =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AdaptationJob.class.getName(),
                url,
                pool.name(),
                Long.toString(time))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    InputStream out = job.getInputStream();
    if (out.read() < 0) {
      throw new IllegalStateException("the job ended by itself");
    }
    return job;
  }

  static <T> T config(Class<T> type) {
    return new SmallRyeConfigBuilder().withMapping(type).build().getConfigMapping(type);
  }
}
