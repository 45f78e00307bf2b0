package dev.lrgd.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.llm.LlmConfig.Shared;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LlmConfigTest {

  @Test
  void nothingIsOnUntilItIsTurnedOn() {
    assertEquals(LlmConfig.Provider.OFF, TestModels.config().provider());
    assertEquals(LlmConfig.Provider.OPENAI, TestModels.config("lrgd.llm", "openai").provider());
  }

  @Test
  void defaults() {
    LlmConfig config = TestModels.config();
    assertEquals(Duration.ofSeconds(3), config.budget());
    assertEquals(Duration.ofMillis(30), config.margin());
    assertEquals(Duration.ofMillis(50), config.leastTime());
    assertEquals(20, config.candidates());
    assertEquals(PromptSettings.defaults(), config.promptSettings());
    assertEquals(0.5, config.validShare());
    assertEquals(Optional.empty(), config.prompts());
    assertEquals(Fusion.DEFAULT_WEIGHT, config.fusionWeight());
    assertEquals(0, config.measuredShare());
    assertEquals(16, config.concurrency());
    assertEquals(0, config.probe().lists());
    assertEquals(Duration.ofMinutes(5), config.probe().time());
    assertEquals(0.1, config.retry().share());
    assertEquals(Duration.ofMillis(100), config.retry().backoff());
    assertEquals(20, config.breaker().window());
    assertEquals(0.5, config.breaker().share());
    assertEquals(Duration.ofSeconds(10), config.breaker().pause());
    assertEquals(Duration.ofSeconds(1), config.breaker().refresh());
    assertEquals(Optional.empty(), config.spending().tokensPerDay());
    assertEquals(Optional.empty(), config.spending().moneyPerDay());
    assertEquals(0, config.spending().inputPrice());
    assertEquals(0, config.spending().outputPrice());
  }

  @Test
  void whatIsSharedFollowsTheStore() {
    assertEquals(Shared.MEMORY, TestModels.config().shared());
    assertEquals(Shared.REDIS, TestModels.config("lrgd.store", "redis").shared());
    assertEquals(
        Shared.MEMORY,
        TestModels.config("lrgd.store", "redis", "lrgd.llm.shared", "memory").shared());
  }
}
