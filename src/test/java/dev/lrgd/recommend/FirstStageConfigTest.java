package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.pool.Tuning;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstStageConfigTest {

  private static final Tuning TUNED = new Tuning(-0.7, 0.25, 0.5, 0.3, 0.1, true);

  @Test
  void defaultsAreThoseOfTheOfflineEvaluationButForSomeExploration() {
    assertEquals(FirstStageSettings.defaults().exploring(0.02), config().settings(Tuning.START));
  }

  @Test
  void aVersionIsServedAsItWasTunedUnlessConfiguredOtherwise() {
    FirstStageSettings tuned = FirstStageSettings.defaults().exploring(0.02).tuned(TUNED);
    assertEquals(tuned, config().settings(TUNED));
    assertEquals(0.25, tuned.massCap());
    assertEquals(
        tuned.tuned(TUNED.withMassCap(0.4).withCaution(0)),
        config("lrgd.first-stage.mass-cap", "0.4", "lrgd.first-stage.caution", "0")
            .settings(TUNED));
  }

  private static FirstStageConfig config(String... keysAndValues) {
    return new SmallRyeConfigBuilder()
        .withMapping(FirstStageConfig.class)
        .withDefaultValues(map(keysAndValues))
        .build()
        .getConfigMapping(FirstStageConfig.class);
  }

  private static Map<String, String> map(String... keysAndValues) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
