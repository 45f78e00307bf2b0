package dev.lrgd.function.start;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Takes effect in a native executable only. OpenTelemetry is put together at each start, disabled
 * or not, and searches the resources of the executable for services that nobody provides: a
 * thirtieth of a start. What is not there when the executable is built can not come later, so these
 * searches find nothing at once; all others are as ever.
 */
@TargetClass(className = "io.opentelemetry.common.ServiceLoaderComponentLoader")
final class NativeServiceLoading {
  @Alias private ClassLoader classLoader;

  @Substitute
  public <T> Iterable<T> load(Class<T> service) {
    return ServicesAtBuild.isWithoutProvider(service)
        ? List.of()
        : ServiceLoader.load(service, classLoader);
  }
}
