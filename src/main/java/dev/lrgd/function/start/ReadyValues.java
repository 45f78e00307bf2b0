package dev.lrgd.function.start;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Answers for names whose value is known since the executable was built. At each start Quarkus
 * looks up every name that is fixed then, to warn of those that are set to something else, and
 * every deprecated one, to warn of those that are set: a twentieth of a start. These are looked up
 * as ever only where a name outside can have changed what is found.
 */
@Priority(Integer.MAX_VALUE)
final class ReadyValues implements ConfigSourceInterceptor {
  private static final long serialVersionUID = 1;

  /** Those of this start. */
  private static volatile ReadyValues here = none();

  private final transient Map<String, ConfigValue> fixed;
  private final transient Set<String> unset;
  private final transient Set<String> changed;
  private final transient List<ConfigSource> others;

  ReadyValues(
      Map<String, ConfigValue> fixed,
      Set<String> unset,
      Set<String> changed,
      List<ConfigSource> others) {
    this.fixed = fixed;
    this.unset = unset;
    this.changed = changed;
    this.others = others;
  }

  private static ReadyValues none() {
    return new ReadyValues(Map.of(), Set.of(), Set.of(), List.of());
  }

  static ReadyValues here() {
    return here;
  }

  void areHere() {
    here = this;
  }

  /** Whether the name certainly has its default or nothing. */
  boolean isUnset(String name) {
    return unset.contains(name) && isAsBuilt(name);
  }

  @Override
  public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue value = fixed.get(name);
    return value != null && isAsBuilt(name) ? value : context.proceed(name);
  }

  private boolean isAsBuilt(String name) {
    if (changed.contains(name)) {
      return false;
    }
    for (ConfigSource other : others) {
      if (other.getValue(name) != null) {
        return false;
      }
    }
    return true;
  }
}
