package dev.lrgd.pool.redis;

import static dev.lrgd.pool.PoolStoreContract.begin;
import static dev.lrgd.pool.PoolStoreContract.interaction;
import static dev.lrgd.pool.PoolStoreContract.publish;
import static dev.lrgd.pool.PoolStoreContract.report;
import static dev.lrgd.pool.PoolStoreContract.stageTwoUsers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.ErasureReceipt;
import dev.lrgd.pool.PoolId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The functions as the template's Valkey user, who may do no more than its access string says. */
class AccessTest {
  private static final PoolId BOOKS = PoolId.of("books");
  private static final String KEY = "AccessString: ";

  @Test
  void whatTheTemplateAllowsIsEnough() throws Exception {
    try (TestRedis redis = TestRedis.start()) {
      redis.call("ACL", "SETUSER", "root", "on", "nopass", "~*", "+@all");
      List<String> allowed = new ArrayList<>(List.of("ACL", "SETUSER", "default", "reset"));
      allowed.add("nopass");
      allowed.addAll(List.of(accessString().split(" ")));
      redis.call(allowed.toArray(String[]::new));
      assertThrows(IllegalStateException.class, () -> redis.call("FLUSHALL"));
      assertThrows(IllegalStateException.class, () -> redis.call("SET", "somebody else's", "x"));

      everything(TestStores.at(redis.url(), Map.of("timeout", "10s")));
    }
  }

  private static void everything(TestStores function) {
    stageTwoUsers(function.pools());
    publish(function.pools());
    publish(function.pools());
    AdaptationTurn.Granted turn = begin(function.pools());
    function.pools().goBack(turn, 1, report(turn, Optional.empty()));
    turn = begin(function.pools());
    function.pools().conclude(turn, report(turn, Optional.empty()));
    function.pools().release(begin(function.pools()));
    function.pools().activate(BOOKS, 2, Optional.of(1));
    function.log().record(BOOKS, recommendation());
    Outcome outcome = new Outcome("e", "r", "b", Event.CLICK, Instant.EPOCH);
    assertTrue(function.log().append(BOOKS, outcome).isNew());
    function.pools().stageChoices(BOOKS, List.of(interaction("u", "c", 7)));
    assertEquals(3, function.pools().view(BOOKS, List.of(), Optional.of("u")).history().size());
    function.log().forget(BOOKS, function.log().outcomes(BOOKS, "", 10).end());
    ErasureReceipt receipt = function.pools().erase(BOOKS, "u");
    function.log().erase(BOOKS, "u");
    function.pools().keep(BOOKS, "receipt", receipt);
    assertEquals(Optional.of(receipt), function.pools().receipt(BOOKS, "receipt"));
    assertEquals(4, function.pools().adaptations(BOOKS).size());
    assertEquals(List.of(BOOKS), function.pools().pools());
    assertEquals(1, function.pools().pools(PoolId.DEFAULT_TENANT).size());
  }

  private static RecommendationRecord recommendation() {
    return new RecommendationRecord(
        "r", 1, Optional.of("u"), Instant.EPOCH, List.of(), List.of("b"), List.of(), List.of(), 0);
  }

  private static String accessString() throws Exception {
    return Files.readAllLines(Path.of("infra", "template.yaml")).stream()
        .map(String::strip)
        .filter(line -> line.startsWith(KEY))
        .map(line -> line.substring(KEY.length()))
        .findFirst()
        .orElseThrow();
  }
}
