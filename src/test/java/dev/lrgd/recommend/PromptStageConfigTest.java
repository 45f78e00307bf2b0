package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.space.Reading;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptStageConfigTest {

  @Test
  void defaultsAreThoseOfTheOfflineEvaluation() {
    assertEquals(
        new PromptStage.Settings(1000, new Reading(12, 0.8, 1, 0, -2.5, 3)), settings(Map.of()));
    assertEquals(PromptStage.Settings.defaults(), settings(Map.of()));
  }

  @Test
  void everyScalarCanBeSet() {
    assertEquals(
        new PromptStage.Settings(50, new Reading(1, 2, 3, 4, 5, 6)),
        settings(
            Map.of(
                "lrgd.prompt-stage.retrieved", "50",
                "lrgd.prompt-stage.reading.title", "1",
                "lrgd.prompt-stage.reading.popularity", "2",
                "lrgd.prompt-stage.reading.recency", "3",
                "lrgd.prompt-stage.reading.sink", "4",
                "lrgd.prompt-stage.reading.demonstration", "5",
                "lrgd.prompt-stage.reading.shown", "6")));
  }

  private static PromptStage.Settings settings(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(PromptStageConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(PromptStageConfig.class)
        .settings();
  }
}
