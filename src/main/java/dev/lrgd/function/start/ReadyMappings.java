package dev.lrgd.function.start;

import io.quarkus.runtime.ImageMode;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Hands SmallRye Config the mappings that were made when the executable was built, so that a start
 * has to make only those that it may change. Found by Quarkus as a service, asked last.
 */
public final class ReadyMappings implements SmallRyeConfigBuilderCustomizer {

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      OutsideNames.now().ifPresent(names -> BuiltMappings.AT_BUILD.replaceIn(builder, names));
    }
  }

  /** Behind those that add mappings and sources. */
  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }
}
