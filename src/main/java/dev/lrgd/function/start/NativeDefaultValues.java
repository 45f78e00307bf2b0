package dev.lrgd.function.start;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.PropertyName;
import java.util.Map;

/**
 * Takes effect in a native executable only. SmallRye Config 3.16 gives all names without brackets
 * the same hash code: each of the thousands of lookups that a start consists of is held against
 * every default with a {@code *} in its name. This answers the same from {@link WildcardDefaults}.
 */
@TargetClass(DefaultValuesConfigSource.class)
final class NativeDefaultValues {
  @Alias private Map<String, String> properties;
  @Alias private Map<PropertyName, String> wildcards;
  @Alias private boolean hasProfiledName;

  @Substitute
  public String getValue(String name) {
    if (!hasProfiledName && name.startsWith("%")) {
      return null;
    }
    String value = properties.get(name);
    return value == null ? WildcardDefaults.of(this, wildcards).get(name) : value;
  }
}
