package dev.lrgd.function.start;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ResourceProvider;
import org.junit.jupiter.api.Test;

class ServicesAtBuildTest {

  @Test
  void whatIsProvidedIsStillSearchedFor() {
    assertTrue(ServicesAtBuild.isProvided(ResourceProvider.class, getClass().getClassLoader()));
    assertFalse(ServicesAtBuild.isWithoutProvider(ResourceProvider.class));
    assertFalse(ServicesAtBuild.isWithoutProvider(Runnable.class));
  }

  @Test
  void whatNobodyProvidesIsNot() {
    assertTrue(ServicesAtBuild.isWithoutProvider(AutoConfigurationCustomizerProvider.class));
    assertTrue(ServicesAtBuild.isWithoutProvider(ConfigurablePropagatorProvider.class));
  }
}
