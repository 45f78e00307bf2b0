package dev.lrgd.function.start;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import jakarta.json.spi.JsonProvider;

/**
 * Takes effect in a native executable only. Each of the four formatters that write the log as JSON
 * looks twice for an implementation of Jakarta JSON among the resources of the executable, which
 * holds one and can not be given another.
 */
@TargetClass(JsonProvider.class)
final class NativeJsonProvider {

  @Substitute
  public static JsonProvider provider() {
    return BuiltJsonProvider.PROVIDER;
  }
}
