package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class FirstStageConfigTest {

  @Test
  void defaultsAreThoseOfTheOfflineEvaluation() {
    FirstStageConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(FirstStageConfig.class)
            .build()
            .getConfigMapping(FirstStageConfig.class);
    assertEquals(FirstStageSettings.defaults(), config.settings());
  }
}
