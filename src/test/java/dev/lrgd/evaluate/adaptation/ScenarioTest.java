package dev.lrgd.evaluate.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private static final int ROUNDS = 6;
  private static final int VISITS = 30;
  private static final int JUDGES = 10;

  private final TwoTastes world = new TwoTastes(false);
  private final Scenario scenario = scenario(1);

  private Scenario scenario(long seed) {
    return Scenario.of(
        world.data,
        world.titles,
        new ScenarioSettings(200, JUDGES, ROUNDS, VISITS, Drift.TASTE),
        seed);
  }

  @Test
  void everyRoundHasItsVisitsAndTimesOnlyGrow() {
    assertEquals(ROUNDS, scenario.rounds().size());
    scenario.rounds().forEach(visits -> assertEquals(VISITS, visits.size()));
    List<Interaction> known = scenario.known(ROUNDS);
    assertEquals(scenario.warmUp().size() + ROUNDS * VISITS, known.size());
    for (int i = 0; i < known.size(); i++) {
      assertEquals(i, known.get(i).time());
    }
  }

  @Test
  void atTheDriftTheOtherHalfComesAndNobodyKnowsThem() {
    Set<String> before = users(scenario.known(ROUNDS / 2));
    Set<String> after = new HashSet<>();
    scenario.rounds().subList(ROUNDS / 2, ROUNDS).stream()
        .flatMap(List::stream)
        .forEach(v -> after.add(v.chosen().user()));
    assertTrue(before.stream().noneMatch(after::contains));
    double seaBefore = share(before);
    double seaAfter = share(after);
    assertTrue(Math.abs(seaBefore - seaAfter) > 0.9, seaBefore + " and " + seaAfter);
  }

  private static double share(Set<String> users) {
    return users.stream().filter(TwoTastes::isOfTheSea).count() / (double) users.size();
  }

  @Test
  void whatAUserChoseIsReplayedInItsOrder() {
    Map<String, List<Interaction>> real = world.data.histories();
    Map<String, List<String>> replayed = new HashMap<>();
    scenario.warmUp().forEach(i -> add(replayed, i));
    for (List<Visit> visits : scenario.rounds()) {
      for (Visit visit : visits) {
        String user = visit.chosen().user();
        assertEquals(replayed.getOrDefault(user, List.of()), visit.history());
        add(replayed, visit.chosen());
      }
    }
    replayed.forEach(
        (user, items) ->
            assertEquals(
                real.get(user).stream().map(Interaction::item).limit(items.size()).toList(),
                items));
  }

  private static void add(Map<String, List<String>> replayed, Interaction choice) {
    replayed.computeIfAbsent(choice.user(), u -> new ArrayList<>()).add(choice.item());
  }

  @Test
  void candidatesHoldTheChoiceAndNothingElseThatTheUserChose() {
    for (Visit visit : scenario.rounds().get(0)) {
      Set<String> own =
          world.data.histories().get(visit.chosen().user()).stream()
              .map(Interaction::item)
              .collect(Collectors.toSet());
      assertEquals(20, new HashSet<>(visit.candidates()).size());
      assertEquals(
          List.of(visit.chosen().item()),
          visit.candidates().stream().filter(own::contains).toList());
    }
  }

  @Test
  void judgesAreInNoLogAndOfTheirHalf() {
    Set<String> logged = users(scenario.known(ROUNDS));
    assertEquals(JUDGES, scenario.before().size());
    assertEquals(JUDGES, scenario.after().size());
    for (List<Question> half : List.of(scenario.before(), scenario.after())) {
      half.forEach(q -> assertFalse(logged.contains(q.list().user())));
    }
    Question question = scenario.after().get(0);
    List<String> real =
        world.data.histories().get(question.list().user()).stream().map(Interaction::item).toList();
    assertEquals(real.subList(0, real.size() - 1), question.history());
    assertEquals(real.get(real.size() - 1), question.list().positive());
  }

  @Test
  void theSameSeedMakesTheSameWorldAndAnotherSeedAnother() {
    assertEquals(scenario, scenario(1));
    assertNotEquals(scenario, scenario(2));
  }

  @Test
  void realTimesAreReplayedAsTheyWere() {
    TwoTastes timed = new TwoTastes(true);
    Scenario replay =
        Scenario.of(
            timed.data,
            timed.titles,
            new ScenarioSettings(200, JUDGES, ROUNDS, VISITS, Drift.TIME),
            1);
    Map<String, Long> times =
        timed.data.interactions().stream()
            .collect(Collectors.toMap(i -> i.user() + i.item(), Interaction::time));
    long last = Long.MIN_VALUE;
    for (Interaction i : replay.known(ROUNDS)) {
      long time = times.get(i.user() + i.item());
      assertTrue(time >= last);
      last = time;
    }
  }

  @Test
  void tooFewChoicesForTheRoundsAreRefused() {
    ScenarioSettings large = new ScenarioSettings(200, JUDGES, ROUNDS, 1000, Drift.TASTE);
    DataException refusal =
        assertThrows(DataException.class, () -> Scenario.of(world.data, world.titles, large, 1));
    assertTrue(refusal.getMessage().contains("before the drift are too few"), refusal::getMessage);
  }

  private static Set<String> users(List<Interaction> interactions) {
    return interactions.stream().map(Interaction::user).collect(Collectors.toSet());
  }
}
