package dev.lrgd.pool.redis;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.feedback.redis.RedisOutcomeLog;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStoreContract;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Provenance;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Measures reads under a stream of new versions, and feedback; see {@code src/bench}. */
public final class StoreBench {
  private static final PoolId BOOKS = PoolId.of("books");
  private static final int READERS = 2;
  private static final int SWAP_MILLIS = 50;
  private static final int ROUNDS = 5;

  /** As many outcomes as a pool keeps. */
  private static final int MANY = 1_000_000;

  /** How many outcomes go to Redis at once. */
  private static final int[] DEPTHS = {1, 16, 100};

  /** Looks at the pointer with every read, and waits for a busy machine. */
  static final Map<String, String> PATIENT = Map.of("staleness", "0s", "timeout", "10s");

  private StoreBench() {}

  /** Arguments: how many reads, how many outcomes a round. */
  public static void main(String[] arguments) throws Exception {
    try {
      reads(Long.parseLong(arguments[0]));
      feedback(Integer.parseInt(arguments[1]));
    } finally {
      // The client's event loop would go on for ever.
      TestRedis.VERTX.close();
    }
  }

  private static void reads(long count) throws Exception {
    try (TestRedis redis = TestRedis.start()) {
      TestStores writer = TestStores.at(redis.url(), PATIENT);
      swap(writer, 1);
      AtomicLong left = new AtomicLong(count);
      AtomicLong torn = new AtomicLong();
      AtomicLong swapsSeen = new AtomicLong();
      ExecutorService threads = Executors.newFixedThreadPool(READERS);
      List<Future<?>> readers = new ArrayList<>();
      long begin = System.nanoTime();
      for (int r = 0; r < READERS; r++) {
        readers.add(threads.submit(() -> read(redis, left, torn, swapsSeen)));
      }
      int swaps = 1;
      while (left.get() > 0) {
        swap(writer, ++swaps);
        Thread.sleep(SWAP_MILLIS);
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
      threads.shutdown();
      row(
          "torn or mixed reads of " + count + ", a new version every " + SWAP_MILLIS + " ms",
          Long.toString(torn.get()));
      row("  new versions, seen by " + READERS + " readers", swaps + ", " + swapsSeen);
      row("  reads a second", "%.0f".formatted(count / seconds(begin)));
    }
  }

  private static void read(TestRedis redis, AtomicLong left, AtomicLong torn, AtomicLong seen) {
    TestStores reader = TestStores.at(redis.url(), PATIENT);
    int last = 0;
    while (left.getAndDecrement() > 0) {
      PoolVersion version = reader.pools().version(BOOKS);
      int number = version.number();
      if (number < last || !isWhole(version)) {
        torn.incrementAndGet();
      }
      seen.addAndGet(number == last ? 0 : 1);
      last = number;
    }
  }

  /** Every part of a version bears its number. */
  private static boolean isWhole(PoolVersion version) {
    int number = version.number();
    Demonstration demonstration = version.demonstrations().get(0);
    return version.space().item(0).title().equals("Title " + number)
        && demonstration.time() == number
        && version.tuning().massCap() == massCap(number)
        && version.summary().outcomesUpTo().equals(Integer.toString(number));
  }

  private static double massCap(int number) {
    return 1.0 / (1 + number);
  }

  private static void swap(TestStores writer, int number) {
    writer
        .pools()
        .stageItems(
            BOOKS, List.of(Item.titled("a", "Title " + number), Item.titled("b", "Another")));
    AdaptationTurn.Granted turn = PoolStoreContract.begin(writer.pools());
    Demonstration demonstration =
        new Demonstration(
            "d", "u", List.of("a"), "b", number, Provenance.REAL, 1, 1, 0, Evidence.NONE);
    PoolVersion version =
        new PoolVersion(
            new VersionSummary(number, Instant.EPOCH, 2, 0, 0, 1, Integer.toString(number)),
            ItemSpace.fit(turn.contents().items(), List.of(), FitSettings.defaults()),
            List.of(demonstration),
            Tuning.START.withMassCap(massCap(number)));
    writer.pools().publish(turn, version, PoolStoreContract.report(turn, Optional.empty()));
  }

  private static void feedback(int outcomes) throws Exception {
    Path files = Files.createTempDirectory("store-bench");
    try (TestRedis redis =
        TestRedis.start("dir " + files, "appendonly yes", "appendfsync everysec")) {
      OutcomeLog log = log(redis);
      log.record(BOOKS, recommendation());
      Redis bare = oneConnection(redis);
      for (int depth : DEPTHS) {
        feedback(redis, log, bare, outcomes, depth);
      }
      erase(redis, log);
    } finally {
      try (Stream<Path> left = Files.walk(files)) {
        left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  /** As many outcomes in one call as {@code redis-benchmark} has commands under way. */
  private static void feedback(TestRedis redis, OutcomeLog log, Redis bare, int outcomes, int depth)
      throws ExecutionException, InterruptedException {
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    double[] benchmark = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      ours[round] = append(log, round, outcomes, depth);
      theirs[round] = add(bare, outcomes, depth);
      benchmark[round] = benchmark(redis, outcomes, depth);
    }
    row(
        "feedback a second, one connection, " + depth + " at a time",
        "%.0f".formatted(median(ours)));
    row("  XADD of as many bytes by the same client", "%.0f".formatted(median(theirs)));
    ratio("  feedback against it", ours, theirs);
    if (median(benchmark) > 0) {
      row("  XADD by redis-benchmark -c 1 -P " + depth, "%.0f".formatted(median(benchmark)));
      ratio("  feedback against it", ours, benchmark);
    } else {
      row("  redis-benchmark", "not on the path");
    }
  }

  /** Fills the stream up to a million, and erases somebody who is in none of it. */
  private static void erase(TestRedis redis, OutcomeLog log) {
    int there = Integer.parseInt(redis.call("XLEN", "lrgd:{default/books}:feedback").toString());
    append(log, ROUNDS, MANY - there, 100);
    long begin = System.nanoTime();
    log.erase(BOOKS, "another");
    row("erasing a user's among " + MANY + " outcomes", "%.1f s".formatted(seconds(begin)));
  }

  private static OutcomeLog log(TestRedis redis) {
    Redis client = oneConnection(redis);
    RedisStoreConfig config = TestStores.config(PATIENT);
    RedisCalls calls = new RedisCalls(() -> client, config);
    return new RedisOutcomeLog(
        calls,
        new HeldVersions(calls, config, Clock.systemUTC()),
        TestStores.logConfig(Map.of("max-outcomes", "100000000")));
  }

  private static Redis oneConnection(TestRedis redis) {
    return Redis.createClient(
        TestRedis.VERTX,
        new RedisOptions().setConnectionString(redis.url()).setMaxPoolSize(1).setMaxPoolWaiting(1));
  }

  /**
   * As POST /feedback does it: nobody waits, and what comes next begins where an answer came in.
   */
  private static double append(OutcomeLog log, int round, int outcomes, int depth) {
    long begin = System.nanoTime();
    CompletableFuture<Void> end = new CompletableFuture<>();
    appendFrom(0, log, round, outcomes, depth, end);
    end.join();
    return outcomes / seconds(begin);
  }

  private static void appendFrom(
      int from, OutcomeLog log, int round, int outcomes, int depth, CompletableFuture<Void> end) {
    if (from >= outcomes) {
      end.complete(null);
      return;
    }
    List<Outcome> together = new ArrayList<>(depth);
    for (int i = from; i < from + depth; i++) {
      together.add(outcome(depth + "-" + round + "-" + i));
    }
    log.appendAsync(BOOKS, together)
        .whenComplete(
            (appended, e) -> {
              if (e == null) {
                appendFrom(from + depth, log, round, outcomes, depth, end);
              } else {
                end.completeExceptionally(e);
              }
            });
  }

  private static double add(Redis client, int outcomes, int depth)
      throws ExecutionException, InterruptedException {
    String outcome = StoredJson.write(outcome("0-000000"));
    String line = line();
    long begin = System.nanoTime();
    for (int i = 0; i < outcomes; i += depth) {
      List<Request> together = new ArrayList<>(depth);
      for (int j = 0; j < depth; j++) {
        together.add(
            Request.cmd(Command.XADD)
                .arg("bare")
                .arg("*")
                .arg("o")
                .arg(outcome)
                .arg("r")
                .arg(line));
      }
      client.batch(together).toCompletionStage().toCompletableFuture().get();
    }
    return outcomes / seconds(begin);
  }

  /** Requests a second; 0 where the program is not installed. */
  private static double benchmark(TestRedis redis, int outcomes, int depth)
      throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("redis-benchmark", "-p", "" + redis.port()));
    command.addAll(List.of("-c", "1", "-P", "" + depth, "-n", "" + outcomes, "--csv"));
    command.addAll(List.of("XADD", "bare", "*", "o", StoredJson.write(outcome("0-000000"))));
    command.addAll(List.of("r", line()));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String out =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor();
      String[] fields = out.substring(out.lastIndexOf('\n') + 1).split("\",\"");
      // The name comes first and may hold anything; seven figures follow it.
      return Double.parseDouble(fields[fields.length - 7]);
    } catch (IOException e) {
      return 0;
    }
  }

  private static RecommendationRecord recommendation() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      items.add("item-" + i);
    }
    List<String> demonstrations = List.of("d-0123456789", "d-1", "d-2", "d-3");
    return new RecommendationRecord(
        "recommendation",
        1,
        Optional.of("user"),
        Instant.EPOCH,
        items,
        items,
        demonstrations,
        List.of(1.0, 1.0, 1.0, 0.9),
        0.1);
  }

  /** What is stored of the recommendation with each outcome. */
  private static String line() {
    return Fingerprint.of(List.of("user")) + "\t0\tuser";
  }

  private static Outcome outcome(String event) {
    return new Outcome(event, "recommendation", "item-1", Event.CLICK, Instant.EPOCH);
  }

  private static void ratio(String what, double[] ours, double[] theirs) {
    double[] ratios = new double[ours.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours[i] / theirs[i];
    }
    row(what + ", median of " + ROUNDS + " rounds", "%.2fx".formatted(median(ratios)));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /** A row of the table. */
  public static void row(String what, String value) {
    System.out.printf("| %-72s | %16s |%n", what, value);
  }
}
