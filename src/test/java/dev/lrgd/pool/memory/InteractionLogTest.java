package dev.lrgd.pool.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InteractionLogTest {
  private static final List<Interaction> IN_ORDER =
      List.of(
          interaction("v", "a", 1),
          interaction("v", "b", 2),
          interaction("u", "a", 5),
          interaction("u", "c", 7),
          interaction("u", "a", 9));

  private static Interaction interaction(String user, String item, long time) {
    return new Interaction(user, item, time, Double.NaN);
  }

  private static InteractionLog log(List<Interaction> staged) {
    InteractionLog log = new InteractionLog(6);
    log.stage(staged);
    return log;
  }

  @Test
  void theOrderOfWhatIsPutDoesNotMatter() {
    List<Interaction> shuffled = new ArrayList<>(IN_ORDER);
    for (int seed = 0; seed < 20; seed++) {
      assertEquals(log(IN_ORDER).all(), log(shuffled).all());
      assertEquals(5, log(shuffled).size());
      assertEquals(5, log(shuffled).staged());
      Collections.shuffle(shuffled, new Random(seed));
    }
  }

  @Test
  void theSameTwiceIsOne() {
    InteractionLog log = log(IN_ORDER);
    log.stage(IN_ORDER);
    assertEquals(log(IN_ORDER).all(), log.all());
    assertEquals(5, log.size());
    assertEquals(5, log.staged());
    List<Interaction> twice = List.of(IN_ORDER.get(0), IN_ORDER.get(0), IN_ORDER.get(1));
    assertEquals(IN_ORDER.subList(0, 2), log(twice).all());
    assertEquals(2, log(twice).size());
  }

  @Test
  void laterOnesJoinTheLogOfTheirUser() {
    InteractionLog log = log(IN_ORDER.subList(0, 4));
    log.stage(IN_ORDER.subList(4, 5));
    assertEquals(log(IN_ORDER).all(), log.all());
    assertEquals(IN_ORDER.subList(2, 5), log.of("u"));
  }

  @Test
  void moreThanFitAreRefusedAsAWhole() {
    InteractionLog log = log(IN_ORDER);
    List<Interaction> two = List.of(interaction("w", "a", 1), interaction("w", "b", 2));
    assertThrows(StoreRefusal.QuotaExceeded.class, () -> log.stage(two));
    assertEquals(log(IN_ORDER).all(), log.all());
    assertEquals(5, log.size());
    log.stage(two.subList(0, 1));
    assertEquals(6, log.size());
  }
}
