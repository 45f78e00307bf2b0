package dev.lrgd.function.start;

import io.smallrye.config.ConfigValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** What single names have for a value where nothing outside is set. */
final class BuiltValues {
  private final List<String> names = new ArrayList<>();
  private final Map<String, ConfigValue> fixed = new HashMap<>();
  private final Set<String> unset = new HashSet<>();
  private final Influences influences;

  /**
   * @param readByAll the names that were looked up for the configuration as a whole
   */
  BuiltValues(Set<String> readByAll) {
    this.influences = new Influences(readByAll);
  }

  /** A name that is fixed when the executable is built, wherever else it is set. */
  void addFixed(String name, ConfigValue value, Set<String> read) {
    add(name, read);
    fixed.put(name, value);
  }

  /** A name that has its default or nothing. */
  void addUnset(String name, Set<String> read) {
    add(name, read);
    unset.add(name);
  }

  private void add(String name, Set<String> read) {
    influences.add(Set.of(), read);
    names.add(name);
  }

  /**
   * Those that a start can take over.
   *
   * @param outside the names that are set outside
   * @param others sources that were not there when the executable was built
   */
  ReadyValues without(Set<String> outside, List<ConfigSource> others) {
    BitSet influenced = influences.of(outside);
    for (ConfigSource other : others) {
      influenced.or(influences.of(other.getPropertyNames()));
    }
    Set<String> changed = new HashSet<>();
    influenced.stream().forEach(number -> changed.add(names.get(number)));
    return new ReadyValues(fixed, unset, changed, others);
  }
}
