package dev.lrgd.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** Profiles in which a language model ranks; where it is, {@link FakeEndpointResource} says. */
public final class LlmProfile {
  private LlmProfile() {}

  /** As a user turns it on. */
  public static class On implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("lrgd.llm", "openai");
    }
  }

  /**
   * The same with a breaker that stays closed, so that every request meets the endpoint's faults.
   */
  public static class Faulty extends On {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("lrgd.llm.breaker.window", "1000000");
      overrides.put("lrgd.llm.concurrency", "8");
      overrides.put("lrgd.llm.budget", "10s");
      return overrides;
    }
  }
}
