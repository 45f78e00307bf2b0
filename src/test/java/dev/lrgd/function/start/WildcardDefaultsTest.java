package dev.lrgd.function.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.PropertyName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WildcardDefaultsTest {

  private static final List<String> PATTERNS =
      List.of(
          "a.*",
          "a.*.c",
          "a.*.*.c",
          "a.b.*.c",
          "a.*.c[*]",
          "a.*.c[*].d",
          "quarkus.redis.*.hosts",
          "quarkus.redis.*.max-pool-size",
          "quarkus.log.category.*.level",
          "%dev.a.*.c",
          "*",
          "*.z");

  private static final List<String> NAMES =
      List.of(
          "a",
          "a.",
          "a.x",
          "a.x.c",
          "a.\"x\".c",
          "a.\"x.y\".c",
          "a.\"x.y\"",
          "a.x.y.c",
          "a.\"x.y\".z.c",
          "a.x.y.z.c",
          "a.b.x.c",
          "a.x.c[0]",
          "a.x.c[17].d",
          "a.x.c[].d",
          "a.*.c",
          "a.*.d",
          "quarkus.redis.hosts",
          "quarkus.redis.other.hosts",
          "quarkus.redis.\"other\".max-pool-size",
          "quarkus.log.category.\"org.jboss\".level",
          "quarkus.log.category.org.jboss.level",
          "%dev.a.x.c",
          "%test.a.x.c",
          "z",
          "y.z",
          "\"x.y\".z",
          "");

  @Test
  void theyAreWhatSmallRyeItselfFinds() {
    for (String pattern : PATTERNS) {
      Map<String, String> one = Map.of(pattern, "value");
      DefaultValuesConfigSource expected = new DefaultValuesConfigSource(one, "one", 0);
      WildcardDefaults found = new WildcardDefaults(named(one));
      for (String name : NAMES) {
        if (!name.startsWith("%")) {
          assertEquals(expected.getValue(name), found.get(name), pattern + " asked for " + name);
        }
      }
    }
  }

  @Test
  void eachIsFoundAmongAllOthers() {
    Map<String, String> all = new HashMap<>();
    for (int group = 0; group < 30; group++) {
      for (int key = 0; key < 20; key++) {
        all.put("group" + group + ".*.key" + key, group + "/" + key);
      }
    }
    WildcardDefaults defaults = new WildcardDefaults(named(all));
    all.forEach((name, value) -> assertEquals(value, defaults.get(name.replace("*", "\"it.s\""))));
    assertNotNull(defaults.get("group3.x.key4"));
    assertNull(defaults.get("group3.x.key40"));
    assertNull(defaults.get("group3.x.y.key4"));
  }

  @Test
  void onesThatAreAddedLaterAreNoticed() {
    Map<PropertyName, String> all = named(Map.of("a.*", "1"));
    Object source = new Object();
    WildcardDefaults defaults = WildcardDefaults.of(source, all);
    assertSame(defaults, WildcardDefaults.of(source, all));
    all.put(new PropertyName("b.*"), "2");
    assertEquals("2", WildcardDefaults.of(source, all).get("b.x"));
  }

  private static Map<PropertyName, String> named(Map<String, String> defaults) {
    Map<PropertyName, String> named = new HashMap<>();
    defaults.forEach((name, value) -> named.put(new PropertyName(name), value));
    return named;
  }
}
