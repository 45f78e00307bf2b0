package dev.lrgd.function.start;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** What Java says about its machine, such as the directory for files that nobody keeps. */
final class MachineProperties implements ConfigSource {
  private static final int AS_SYSTEM_PROPERTIES = 400;

  private final Map<String, String> read = new HashMap<>();

  /** Those that were read since this was called before, with their values. */
  Map<String, String> take() {
    Map<String, String> taken = Map.copyOf(read);
    read.clear();
    return taken;
  }

  /** Whether this machine has these values, too. */
  static boolean areHere(Map<String, String> properties) {
    return properties.entrySet().stream()
        .allMatch(property -> property.getValue().equals(System.getProperty(property.getKey())));
  }

  @Override
  public String getValue(String name) {
    String value = name.startsWith("java.") ? System.getProperty(name) : null;
    if (value != null) {
      read.put(name, value);
    }
    return value;
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.of();
  }

  @Override
  public int getOrdinal() {
    return AS_SYSTEM_PROPERTIES;
  }

  @Override
  public String getName() {
    return "Machine";
  }
}
