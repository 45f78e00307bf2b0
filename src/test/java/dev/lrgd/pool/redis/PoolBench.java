package dev.lrgd.pool.redis;

import dev.lrgd.pool.PoolId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.Map;

/** Measures one stored version: its bytes, and a cold load against one GET of as many bytes. */
public final class PoolBench {
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 31;

  private final TestRedis redis;
  private final PoolId pool;
  private final int number;
  private final RedisCalls calls;
  private final RedisStoreConfig config;

  public PoolBench(TestRedis redis, PoolId pool, int number) {
    Redis client = redis.client();
    this.redis = redis;
    this.pool = pool;
    this.number = number;
    this.config = TestStores.config(Map.of("timeout", "10s"));
    this.calls = new RedisCalls(() -> client, config);
  }

  public void run() {
    PoolKeys keys = PoolKeys.of(pool);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String part : VersionCodec.PARTS) {
      Response bytes = calls.sendLarge(Command.GET, keys.part(number, part));
      all.writeBytes(bytes.toBytes());
      row("  " + part, megabytes(bytes.toBytes().length));
    }
    row("bytes of the version in Redis", megabytes(all.size()));
    calls.sendLarge(Command.SET, "bytes", all.toByteArray());
    double[] loads = new double[ROUNDS];
    double[] gets = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      new HeldVersions(calls, config, Clock.systemUTC()).fetch(pool, number);
      long loaded = System.nanoTime();
      calls.sendLarge(Command.GET, "bytes").toBytes();
      long got = System.nanoTime();
      if (i >= 0) {
        loads[i] = (loaded - begin) / 1e6;
        gets[i] = (got - loaded) / 1e6;
        ratios[i] = loads[i] / gets[i];
      }
    }
    redis.call("DEL", "bytes");
    row("cold load, median of " + ROUNDS, "%.1f ms".formatted(StoreBench.median(loads)));
    row("  one GET of as many bytes", "%.1f ms".formatted(StoreBench.median(gets)));
    row("  load against it, median ratio", "%.1fx".formatted(StoreBench.median(ratios)));
  }

  private static String megabytes(long bytes) {
    return "%.2f MB".formatted(bytes / 1e6);
  }

  /** A row of the table. */
  public static void row(String what, String value) {
    StoreBench.row(what, value);
  }
}
