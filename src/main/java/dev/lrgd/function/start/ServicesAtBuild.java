package dev.lrgd.function.start;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the services that OpenTelemetry looks for nobody provides. */
final class ServicesAtBuild {

  /** What it looks for whether it is enabled or not. */
  @SuppressWarnings("deprecation") // It looks for the deprecated one, too.
  private static final List<Class<?>> LOOKED_FOR =
      List.of(
          AutoConfigurationCustomizerProvider.class,
          ConfigurablePropagatorProvider.class,
          io.opentelemetry.sdk.autoconfigure.spi.traces.SdkTracerProviderConfigurer.class);

  /** Static on purpose: a native executable initialises classes while it is built. */
  private static final Set<Class<?>> WITHOUT_PROVIDER =
      LOOKED_FOR.stream()
          .filter(service -> !isProvided(service, ServicesAtBuild.class.getClassLoader()))
          .collect(Collectors.toUnmodifiableSet());

  private ServicesAtBuild() {}

  static boolean isWithoutProvider(Class<?> service) {
    return WITHOUT_PROVIDER.contains(service);
  }

  static boolean isProvided(Class<?> service, ClassLoader loader) {
    return ServiceLoader.load(service, loader).stream().findAny().isPresent();
  }
}
