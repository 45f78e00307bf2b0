package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.pool.Tuning;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "retrieved, 0, 1",
    "transitions, 0, 1",
    "transitions, 4, 3",
    "holdouts, -1, 0",
    "holdouts, 4, 3",
    "neighbours, -1, 0",
    "groups, 1, 2",
    "holdout-share, -0.1, 0",
    "holdout-share, 1.1, 1",
    "temperature, 0.009, 0.01",
    "negatives, 0, 1",
    "mass-cap, 0, 0.001",
    "mass-cap, 1, 0.999",
    "caution, -0.1, 0",
    "theta, -0.1, 0",
    "theta, 1.1, 1",
    "rho, -0.1, 0",
    "exploration, -0.1, 0",
    "exploration, 1, 0.999"
  })
  void whatIsOutOfBoundsIsRefusedAndTheBoundsThemselvesAreNot(String key, String over, String edge)
      throws ReflectiveOperationException {
    assertEquals(1, violations(key, over));
    assertEquals(0, violations(key, edge));
  }

  /** As Quarkus counts them when the service starts. */
  private static int violations(String key, String value) throws ReflectiveOperationException {
    FirstStageConfig config = config("lrgd.first-stage." + key, value);
    Method property =
        Stream.of(FirstStageConfig.class.getMethods())
            .filter(m -> m.getName().equalsIgnoreCase(key.replace("-", "")))
            .findFirst()
            .orElseThrow();
    try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
      return validators
          .getValidator()
          .forExecutables()
          .validateReturnValue(config, property, property.invoke(config))
          .size();
    }
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
