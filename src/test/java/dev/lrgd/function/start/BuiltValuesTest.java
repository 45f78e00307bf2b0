package dev.lrgd.function.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class BuiltValuesTest {
  private static final ConfigSource OTHER =
      new PropertiesConfigSource(Map.of("quarkus.old", "other", "quarkus.path", "/o"), "other", 1);

  private final BuiltValues built = built();

  private static BuiltValues built() {
    BuiltValues built = new BuiltValues(Set.of("quarkus.profile"));
    ConfigValue path = ConfigValue.builder().withName("quarkus.path").withValue("/built").build();
    built.addFixed("quarkus.path", path, Set.of("quarkus.path", "%prod.quarkus.path"));
    built.addUnset("quarkus.old", Set.of("quarkus.old", "quarkus.older"));
    return built;
  }

  @Test
  void areTakenOverWhereNothingOutsideChangesThem() {
    expect("/built", true, Set.of("PATH", "_", "_HANDLER", "_X_AMZN_TRACE_ID", "quarkus.oldest"));
  }

  @Test
  void areLookedUpWhereSomethingCan() {
    expect("/start", true, Set.of("QUARKUS_PATH"));
    expect("/start", true, Set.of("_PROD_QUARKUS_PATH"));
    expect("/start", true, Set.of("_TEST_QUARKUS_PATH"));
    expect("/built", false, Set.of("quarkus.old"));
    expect("/built", false, Set.of("QUARKUS_OLDER"));
    expect("/start", false, Set.of("quarkus.path", "_DEV_QUARKUS_OLDER"));
    expect("/start", false, Set.of("%prod.something"));
    expect("/start", false, Set.of("QUARKUS_PROFILE"));
  }

  @Test
  void sourcesThatWereNotThereAreAsked() {
    ReadyValues ready = built.without(Set.of(), List.of(OTHER));
    assertEquals("/start", path(ready));
    assertFalse(ready.isUnset("quarkus.old"));
    ConfigSource silent = new PropertiesConfigSource(Map.of("a", "1"), "silent", 1);
    assertTrue(built.without(Set.of(), List.of(silent)).isUnset("quarkus.old"));
  }

  @Test
  void nothingIsKnownOfOtherNames() {
    assertFalse(built.without(Set.of(), List.of()).isUnset("quarkus.other"));
  }

  private void expect(String path, boolean isUnset, Set<String> outside) {
    ReadyValues ready = built.without(outside, List.of());
    assertEquals(path, path(ready), outside::toString);
    assertEquals(isUnset, ready.isUnset("quarkus.old"), outside::toString);
  }

  /** As a configuration says that asks these values first. */
  private static String path(ReadyValues ready) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withInterceptors(ready)
            .withSources(new PropertiesConfigSource(Map.of("quarkus.path", "/start"), "start", 2))
            .build();
    return config.getConfigValue("quarkus.path").getValue();
  }
}
