package dev.lrgd.llm.openai;

import dev.lrgd.llm.LlmConfig;
import dev.lrgd.llm.LlmConfig.Provider;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Connects to the endpoint while the process starts, as the store's does. One that is mute delays a
 * start by a second at most, and no longer than a request would wait for it; the first call tries
 * again.
 */
@Singleton
class FirstConnection {
  private static final Logger LOG = Logger.getLogger(FirstConnection.class);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  void open(@Observes StartupEvent started, LlmConfig config, Instance<ModelCall> calls)
      throws InterruptedException {
    if (config.provider() == Provider.OPENAI) {
      try {
        Duration budget = config.budget();
        calls.get().connect(budget.compareTo(LONGEST) < 0 ? budget : LONGEST);
      } catch (ExecutionException e) {
        LOG.warnf("started without a connection to the model: %s", e.getCause());
      } catch (TimeoutException e) {
        LOG.warn("started without a connection to the model, which takes too long");
      }
    }
  }
}
