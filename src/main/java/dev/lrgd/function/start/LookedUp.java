package dev.lrgd.function.start;

import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** A source with nothing in it that is asked first, and so learns all names that are looked up. */
final class LookedUp implements ConfigSource {
  private final Set<String> names = new HashSet<>();

  /** Those since this was called before. */
  Set<String> take() {
    Set<String> taken = new HashSet<>(names);
    names.clear();
    return taken;
  }

  @Override
  public String getValue(String name) {
    names.add(name);
    return null;
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.of();
  }

  @Override
  public int getOrdinal() {
    return Integer.MAX_VALUE;
  }

  @Override
  public String getName() {
    return "Looked up";
  }
}
