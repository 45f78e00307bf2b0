package dev.lrgd.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.adapt.Adaptation;
import dev.lrgd.adapt.NothingToAdapt;
import dev.lrgd.function.AdaptAnswer.PoolAnswer;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.StoreRefusal;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * {@code adapt}: the scheduled job. One pool's failure does not keep the others from their turn; it
 * fails the invocation at its end, so that Lambda repeats it. A repeated run does nothing where the
 * scheduled time was served already.
 */
@Named("adapt")
public class AdaptHandler implements RequestStreamHandler {

  private static final Logger LOG = Logger.getLogger(AdaptHandler.class);

  private final EventReader<AdaptEvent> events;
  private final ObjectMapper mapper;
  private final FunctionConfig config;
  private final Traces traces;
  private final PoolStore store;
  private final Adaptation adaptation;

  @Inject
  AdaptHandler(
      ObjectMapper mapper,
      FunctionConfig config,
      Traces traces,
      PoolStore store,
      Adaptation adaptation) {
    this.events = new EventReader<>(mapper, AdaptEvent.class);
    this.mapper = mapper;
    this.config = config;
    this.traces = traces;
    this.store = store;
    this.adaptation = adaptation;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (InvocationLog log = InvocationLog.open(context)) {
      AdaptEvent event = events.read(input);
      mapper.writeValue(
          output, traces.traced("adapt", context, log.coldStart(), () -> adapt(event, context)));
    }
  }

  private AdaptAnswer adapt(AdaptEvent event, Context context) {
    Optional<Instant> scheduled = event.scheduled();
    List<PoolAnswer> answers = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (PoolId pool : event.named().orElseGet(store::pools)) {
      if (context.getRemainingTimeInMillis() < config.margin().toMillis()) {
        failures.add(pool + ": no time left");
        continue;
      }
      try {
        answers.add(PoolAnswer.adapted(pool, adaptation.adapt(pool, scheduled)));
      } catch (NothingToAdapt e) {
        answers.add(PoolAnswer.nothing(pool, e.getMessage()));
      } catch (StoreRefusal e) {
        failures.add(pool + ": " + e.getMessage());
      } catch (RuntimeException e) {
        LOG.errorf(e, "pool %s was not adapted", pool);
        failures.add(pool + ": " + e.getClass().getSimpleName());
      }
    }
    if (!failures.isEmpty()) {
      throw new AdaptationsFailed(String.join("; ", failures));
    }
    return new AdaptAnswer(answers);
  }
}
