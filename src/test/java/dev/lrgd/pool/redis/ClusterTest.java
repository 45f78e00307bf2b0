package dev.lrgd.pool.redis;

import static dev.lrgd.pool.PoolStoreContract.begin;
import static dev.lrgd.pool.PoolStoreContract.interaction;
import static dev.lrgd.pool.PoolStoreContract.item;
import static dev.lrgd.pool.PoolStoreContract.publish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.MovingClock;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.StoreRefusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three masters, and a replica that takes over from one of them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {

  private static final int SLOTS = 16384;
  private static final int MASTERS = 3;
  private static final Pattern KEY = Pattern.compile("lrgd:\\S+");
  private static final List<TestRedis> NODES = new ArrayList<>();

  @TempDir static Path files;

  @BeforeAll
  static void startCluster() throws Exception {
    for (int i = 0; i <= MASTERS; i++) {
      Path dir = Files.createDirectory(files.resolve("node" + i));
      NODES.add(
          TestRedis.start(
              "cluster-enabled yes",
              "cluster-node-timeout 2000",
              "cluster-require-full-coverage no",
              "dir " + dir));
    }
    for (int i = 0; i < MASTERS; i++) {
      List<String> add = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
      for (int slot = i * SLOTS / MASTERS; slot < (i + 1) * SLOTS / MASTERS; slot++) {
        add.add(Integer.toString(slot));
      }
      NODES.get(i).call(add.toArray(String[]::new));
      NODES.get(i).call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
    }
    for (TestRedis node : NODES) {
      NODES.get(0).call("CLUSTER", "MEET", "127.0.0.1", Integer.toString(node.port()));
    }
    await(() -> NODES.stream().allMatch(node -> info(node).contains("cluster_known_nodes:4")));
    String first = NODES.get(0).call("CLUSTER", "MYID").toString();
    await(() -> replicates(first));
    await(() -> NODES.stream().allMatch(node -> info(node).contains("cluster_state:ok")));
    await(
        () -> NODES.get(MASTERS).call("INFO", "replication").toString().contains("link_status:up"));
  }

  @AfterAll
  static void stopCluster() {
    NODES.forEach(TestRedis::close);
  }

  @Test
  @Order(1)
  void everythingWorksAndTenantsShareNoKey() {
    TestStores function = TestStores.at(TestRedis.client(masters()), new MovingClock(), Map.of());
    List<Set<String>> keys = new ArrayList<>();
    Set<TestRedis> homes = new HashSet<>();
    for (String tenant : List.of("acme", "globex", "initech", "umbrella", "hooli", "stark")) {
      PoolId pool = new PoolId(tenant, "books");
      keys.add(keysOf(() -> use(function, pool)));
      homes.add(home(pool));
    }
    assertTrue(homes.size() > 1, "pools of six tenants lie on one node");
    for (int i = 0; i < keys.size(); i++) {
      assertTrue(keys.get(i).size() > 10, keys.get(i).toString());
      for (int j = 0; j < i; j++) {
        Set<String> shared = new HashSet<>(keys.get(i));
        shared.retainAll(keys.get(j));
        // The names of all tenants, written when a pool begins.
        assertEquals(Set.of(PoolKeys.TENANTS), shared);
      }
    }
    assertEquals(6, function.pools().pools().size());
  }

  @Test
  @Order(2)
  void aReplicaThatTakesOverIsFoundWithoutARestart() {
    TestStores function =
        TestStores.at(TestRedis.client(masters()), new MovingClock(), Map.of("staleness", "0s"));
    PoolId pool = onNode(0);
    use(function, pool);
    long acknowledged = (Long) NODES.get(0).call("DBSIZE");
    await(() -> NODES.get(MASTERS).call("DBSIZE").equals(acknowledged));

    NODES.get(0).close();
    assertEquals(
        List.of(1, 1),
        List.of(
            function.pools().view(pool, List.of("a"), Optional.empty()).version().number(),
            function.pools().view(pool, List.of("a"), Optional.empty()).degraded().size()));
    NODES.get(MASTERS).call("CLUSTER", "FAILOVER", "TAKEOVER");

    await(
        () -> {
          try {
            function.pools().stageItems(pool, List.of(item("later")));
            return function.pools().view(pool, List.of("a"), Optional.empty()).degraded().isEmpty();
          } catch (StoreRefusal.Unavailable e) {
            return false;
          }
        });
    assertFalse(function.log().append(pool, outcome()).isNew(), "an acknowledged outcome was lost");
    assertEquals(3, function.pools().status(pool).items());
  }

  /** Everything that a tenant can make a function do. */
  private static void use(TestStores function, PoolId pool) {
    function.pools().stageItems(pool, List.of(item("a"), item("b")));
    function
        .pools()
        .stageInteractions(pool, List.of(interaction("u", "a", 1), interaction("u", "b", 2)));
    publish(function.pools(), begin(function.pools(), pool));
    publish(function.pools(), begin(function.pools(), pool));
    function.pools().activate(pool, 1, Optional.of(2));
    function.pools().view(pool, List.of("a"), Optional.of("u"));
    function
        .log()
        .record(
            pool,
            new RecommendationRecord(
                "r",
                1,
                Optional.of("u"),
                new MovingClock().instant(),
                List.of(),
                List.of("a"),
                List.of(),
                List.of(),
                0));
    function.log().append(pool, outcome());
    assertEquals(1, function.log().outcomes(pool, "", 10).answers().size());
    function.pools().adaptations(pool);
    function.pools().versions(pool);
    assertEquals(1, function.pools().pools(pool.tenant()).size());
    assertEquals(2, function.pools().erase(pool, "u").versions());
    assertEquals(1, function.log().erase(pool, "u"));
  }

  private static Outcome outcome() {
    return new Outcome("e", "r", "a", Event.CLICK, new MovingClock().instant());
  }

  /** Every key that any master touched, a script's included. */
  private static Set<String> keysOf(Runnable work) {
    List<Monitor> monitors = masters().stream().map(Monitor::new).toList();
    work.run();
    Set<String> keys = new HashSet<>();
    for (Monitor monitor : monitors) {
      for (List<String> words : monitor.everything()) {
        for (String word : words) {
          Matcher key = KEY.matcher(word);
          if (key.matches() && !word.endsWith(":")) {
            keys.add(word);
          }
        }
      }
      monitor.close();
    }
    return keys;
  }

  private static PoolId onNode(int node) {
    for (int i = 0; ; i++) {
      PoolId pool = new PoolId("failover", "books-" + i);
      if (home(pool) == NODES.get(node)) {
        return pool;
      }
    }
  }

  private static TestRedis home(PoolId pool) {
    long slot = (Long) NODES.get(1).call("CLUSTER", "KEYSLOT", PoolKeys.of(pool).active());
    int node = 0;
    while (slot >= (node + 1) * SLOTS / MASTERS) {
      node++;
    }
    return NODES.get(node);
  }

  private static List<TestRedis> masters() {
    return NODES.subList(0, MASTERS);
  }

  private static String info(TestRedis node) {
    return node.call("CLUSTER", "INFO").toString();
  }

  private static boolean replicates(String master) {
    try {
      NODES.get(MASTERS).call("CLUSTER", "REPLICATE", master);
      return true;
    } catch (IllegalStateException unknownYet) {
      return false;
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "waited for half a minute");
    }
  }
}
