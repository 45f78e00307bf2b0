package dev.lrgd.function.start;

import io.smallrye.config.PropertyName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Defaults of names with a {@code *} in them, found without a look at all of them; see {@link
 * NativeDefaultValues}. What stands before the first {@code *} and behind the last one is compared
 * as it is, so names that differ there need no closer look.
 */
final class WildcardDefaults {
  // By their source, for Quarkus lets no substitution add a field to one. The source is a key by
  // identity, and no value holds it.
  private static final Map<Object, WildcardDefaults> BY_SOURCE = new WeakHashMap<>();

  private final Map<PropertyName, String> all;
  private final int size;
  private final Map<String, List<Default>> byBeginning = new LinkedHashMap<>();

  private record Default(String ending, PropertyName name, String value) {}

  WildcardDefaults(Map<PropertyName, String> all) {
    this.all = all;
    this.size = all.size();
    all.forEach(
        (key, value) -> {
          String name = key.getName();
          byBeginning
              .computeIfAbsent(name.substring(0, name.indexOf('*')), b -> new ArrayList<>())
              .add(new Default(name.substring(name.lastIndexOf('*') + 1), key, value));
        });
  }

  /** Those of a source, made anew where one was added since. */
  static WildcardDefaults of(Object source, Map<PropertyName, String> all) {
    synchronized (BY_SOURCE) {
      WildcardDefaults known = BY_SOURCE.get(source);
      if (known == null || !known.isOf(all)) {
        known = new WildcardDefaults(all);
        BY_SOURCE.put(source, known);
      }
      return known;
    }
  }

  private boolean isOf(Map<PropertyName, String> defaults) {
    return defaults == all && defaults.size() == size;
  }

  /** Null where there is none. */
  String get(String name) {
    PropertyName wanted = new PropertyName(name);
    if (name.indexOf('*') >= 0) {
      return all.get(wanted);
    }
    for (Map.Entry<String, List<Default>> entry : byBeginning.entrySet()) {
      if (name.startsWith(entry.getKey())) {
        for (Default one : entry.getValue()) {
          if (name.endsWith(one.ending) && one.name.equals(wanted)) {
            return one.value;
          }
        }
      }
    }
    return null;
  }
}
