package dev.lrgd.llm.openai;

import dev.lrgd.llm.LlmConfig;
import dev.lrgd.llm.LlmConfig.Provider;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Connects to the endpoint while the process starts, as the store's does. One that is away delays a
 * start by {@code lrgd.llm.budget} at most, and the first call tries again.
 */
@Singleton
class FirstConnection {
  private static final Logger LOG = Logger.getLogger(FirstConnection.class);

  void open(@Observes StartupEvent started, LlmConfig config, Instance<ModelCall> calls)
      throws InterruptedException {
    if (config.provider() == Provider.OPENAI) {
      try {
        calls.get().connect(config.budget());
      } catch (ExecutionException e) {
        LOG.warnf("started without a connection to the model: %s", e.getCause());
      } catch (TimeoutException e) {
        LOG.warn("started without a connection to the model, which takes too long");
      }
    }
  }
}
