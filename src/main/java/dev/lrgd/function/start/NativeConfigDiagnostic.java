package dev.lrgd.function.start;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.ConfigDiagnostic;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Takes effect in a native executable only. As the method of Quarkus 3.34, but deprecated names
 * that certainly are not set are not looked up; see {@link ReadyValues}.
 */
@TargetClass(ConfigDiagnostic.class)
final class NativeConfigDiagnostic {

  @Alias
  public static native void deprecated(String name, String javadoc);

  @Substitute
  public static void deprecatedProperties(Map<String, String> deprecated) {
    ReadyValues ready = ReadyValues.here();
    SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
    for (Map.Entry<String, String> entry : deprecated.entrySet()) {
      String name = entry.getKey();
      if (!ready.isUnset(name)) {
        ConfigValue value = config.getConfigValue(name);
        if (value.getValue() != null && !value.isDefault()) {
          deprecated(name, entry.getValue());
        }
      }
    }
  }
}
