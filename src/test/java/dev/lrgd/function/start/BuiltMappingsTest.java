package dev.lrgd.function.start;

import static io.smallrye.config.common.utils.StringUtil.replaceNonAlphanumericByUnderscores;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.adapt.SampleConfig;
import dev.lrgd.api.ApiConfig;
import io.quarkus.runtime.configuration.AbstractConfigBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** With the configuration that Quarkus generates for this service, on a JVM. */
@QuarkusTest
class BuiltMappingsTest {
  private static final String RUN_TIME = "io.quarkus.runtime.generated.RunTimeConfig";

  private final BuiltMappings built = BuildTimeConfig.mappings();

  @Test
  void allAreReplacedWhereNothingIsSetOutside() {
    Start ordinary = new Start(Map.of());
    SmallRyeConfig expected = ordinary.build();
    Start replaced = new Start(Map.of()).with(built);
    SmallRyeConfig seen = replaced.build();
    Set<ConfigClass> mappings = ordinary.getMappingsBuilder().getMappings();
    assertTrue(mappings.size() > 50, "mappings: " + mappings.size());
    assertEquals(Set.of(), replaced.getMappingsBuilder().getMappings());
    for (ConfigClass mapping : mappings) {
      assertEquals(
          Described.of(expected.getConfigMapping(mapping.getType(), mapping.getPrefix())),
          Described.of(seen.getConfigMapping(mapping.getType(), mapping.getPrefix())));
    }
  }

  @Test
  void whatIsSetOutsideIsMadeAnew() {
    SmallRyeConfig without = new Start(Map.of()).with(built).build();
    SmallRyeConfig with = new Start(Map.of("lrgd.api.max-body", "17K")).with(built).build();
    assertSame(
        without.getConfigMapping(SampleConfig.class), with.getConfigMapping(SampleConfig.class));
    assertEquals(17 * 1024, with.getConfigMapping(ApiConfig.class).maxBody().asLongValue());
    assertNotEquals(17 * 1024, without.getConfigMapping(ApiConfig.class).maxBody().asLongValue());
  }

  @Test
  void everyNameOfAMappingHasItMadeAnew() {
    Start ordinary = new Start(Map.of());
    ordinary.build();
    Set<ConfigClass> mappings = ordinary.getMappingsBuilder().getMappings();
    assertTrue(mappings.size() > 50, "mappings: " + mappings.size());
    for (ConfigClass mapping : mappings) {
      Set<String> spelt = new HashSet<>();
      for (String property : mapping.getProperties().keySet()) {
        String name = property.replace("[*]", "[0]").replace("*", "\"a.b\"");
        String variable = replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
        spelt.addAll(List.of(name, variable, "_PROD_" + variable, "%prod." + name));
      }
      for (String name : spelt) {
        assertTrue(built.influencedBy(Set.of(name)).contains(mapping), name);
      }
    }
  }

  @Test
  void errorsAreFoundAsEver() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("lrgd.sample.no-such-name", "1"),
            Map.of("lrgd.sample.enabled", ""),
            Map.of("lrgd.api.max-lines", "-1"),
            Map.of("quarkus.http.port", "none"))) {
      assertEquals(problems(new Start(wrong)), problems(new Start(wrong).with(built)));
    }
  }

  private static List<String> problems(Start start) {
    ConfigValidationException e = assertThrows(ConfigValidationException.class, start::build);
    return IntStream.range(0, e.getProblemCount())
        .mapToObj(p -> e.getProblem(p).getMessage())
        .toList();
  }

  /** A start on a machine that sets no more than that. */
  private static final class Start extends SmallRyeConfigBuilder {
    private final Map<String, String> outside;

    Start(Map<String, String> outside) {
      this.outside = outside;
      AbstractConfigBuilder.withCustomizer(this, RUN_TIME);
    }

    Start with(BuiltMappings built) {
      withCustomizers(
          new SmallRyeConfigBuilderCustomizer() {
            @Override
            public void configBuilder(SmallRyeConfigBuilder builder) {
              built.replaceIn(builder, outside.keySet());
            }

            @Override
            public int priority() {
              return Integer.MAX_VALUE;
            }
          });
      return this;
    }

    @Override
    protected List<ConfigSource> getSystemSources() {
      return List.of(
          new PropertiesConfigSource(outside, "outside", 400),
          new PropertiesConfigSource(
              Map.of("java.io.tmpdir", System.getProperty("java.io.tmpdir")), "machine", 400));
    }
  }
}
