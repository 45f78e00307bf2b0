package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.MeasuredEffect;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomePage.Answer;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.ModelEffect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveEffectsTest {

  private static Answer answer(
      Event event, double predicted, String model, boolean exact, Map<String, Double> gains) {
    return new Answer(
        new Outcome("e", "r", "chosen", event, Instant.EPOCH),
        Optional.of(
            new RecommendationRecord(
                "r",
                1,
                Optional.empty(),
                Instant.EPOCH,
                List.of(),
                List.of("chosen", "other"),
                List.of(),
                List.of(),
                predicted,
                Optional.of(new MeasuredEffect(model, "p", exact, gains)))));
  }

  @Test
  void theGainOfWhatWasChosenStandsAgainstWhatWasPredicted() {
    LiveEffects effects = new LiveEffects();
    for (int i = 1; i <= 10; i++) {
      double gain = 0.2 * i * (i % 2 == 0 ? 1.1 : 0.9);
      effects.read(answer(Event.CLICK, 0.1 * i, "m", true, Map.of("chosen", gain, "other", -5.0)));
    }
    ModelEffect effect = effects.effects(1).get(0);
    assertEquals(ModelEffect.Source.REQUESTS, effect.source());
    assertEquals("m", effect.model());
    assertEquals("p", effect.promptVersion());
    assertTrue(effect.byLogProbabilities());
    assertEquals(10, effect.check().count());
    assertEquals(2, effect.check().slope(), 0.05);
    assertTrue(effect.check().rankCorrelation().orElseThrow().value() > 0.9);
    assertTrue(
        Reasons.sentence(effect)
            .startsWith(
                "On 10 lists of answered requests, demonstrations move what m thinks of the choice"
                    + " by +1.110 nats ["),
        Reasons.sentence(effect));
  }

  @Test
  void modelsAndWaysOfMeasuringStandApart() {
    LiveEffects effects = new LiveEffects();
    for (boolean exact : List.of(true, false)) {
      for (String model : List.of("m", "n")) {
        effects.read(answer(Event.PURCHASE, 1, model, exact, Map.of("chosen", 1.0)));
      }
    }
    assertEquals(4, effects.effects(1).size());
  }

  @Test
  void whatTellsNothingIsPassedOver() {
    LiveEffects effects = new LiveEffects();
    effects.read(answer(Event.SKIP, 1, "m", true, Map.of("chosen", 1.0)));
    effects.read(answer(Event.CLICK, 1, "m", true, Map.of("other", 1.0)));
    effects.read(
        new Answer(new Outcome("e", "r", "chosen", Event.CLICK, Instant.EPOCH), Optional.empty()));
    assertEquals(List.of(), effects.effects(1));
  }

  @Test
  void theNewestTwoThousandPairsAreKept() {
    LiveEffects effects = new LiveEffects();
    for (int i = 0; i < 2500; i++) {
      effects.read(answer(Event.CLICK, 1, "m", true, Map.of("chosen", i < 500 ? -1.0 : 1.0)));
    }
    assertEquals(2000, effects.effects(1).get(0).check().count());
    assertEquals(1, effects.effects(1).get(0).check().mean().value());
  }
}
