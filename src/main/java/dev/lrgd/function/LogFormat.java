package dev.lrgd.function;

import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;

/** Puts our formatter where JSON logs are on; what people read is left as it is. */
@Singleton
class LogFormat {

  void install(@Observes StartupEvent started, FunctionConfig config) {
    PowertoolsFormatter formatter = new PowertoolsFormatter(config.service());
    for (Handler handler : LogContext.getLogContext().getLogger("").getHandlers()) {
      install(formatter, handler);
    }
  }

  private static void install(PowertoolsFormatter formatter, Handler handler) {
    if (handler.getFormatter() instanceof JsonFormatter) {
      handler.setFormatter(formatter);
    }
    if (handler instanceof ExtHandler outer) {
      for (Handler inner : outer.getHandlers()) {
        install(formatter, inner);
      }
    }
  }
}
