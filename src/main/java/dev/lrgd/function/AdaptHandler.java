package dev.lrgd.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.adapt.AdaptationRound;
import dev.lrgd.function.AdaptAnswer.PoolAnswer;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code adapt}: the scheduled job. One pool's failure does not keep the others from their turn; it
 * fails the invocation at its end, so that Lambda repeats it. A repeated run does nothing where the
 * scheduled time was served already.
 */
@Named("adapt")
public class AdaptHandler implements RequestStreamHandler {

  private final EventReader<AdaptEvent> events;
  private final ObjectMapper mapper;
  private final FunctionConfig config;
  private final Traces traces;
  private final Metrics metrics;
  private final PoolStore store;
  private final AdaptationRound round;

  @Inject
  AdaptHandler(
      ObjectMapper mapper,
      FunctionConfig config,
      Traces traces,
      Metrics metrics,
      PoolStore store,
      AdaptationRound round) {
    this.events = new EventReader<>(mapper, AdaptEvent.class);
    this.mapper = mapper;
    this.config = config;
    this.traces = traces;
    this.metrics = metrics;
    this.store = store;
    this.round = round;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    InvocationLog.during(
        context,
        log -> {
          AdaptEvent event = events.read(input);
          mapper.writeValue(
              output,
              traces.traced(
                  "adapt",
                  context,
                  log.coldStart(),
                  () -> event.list() ? names() : adapt(event, context)));
        });
  }

  private PoolNames names() {
    return new PoolNames(store.pools().stream().map(PoolId::toString).toList());
  }

  private AdaptAnswer adapt(AdaptEvent event, Context context) {
    List<PoolAnswer> answers = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    List<AdaptationRound.Ending> endings =
        round.run(
            event.named().orElseGet(store::pools),
            event.scheduled(),
            () -> context.getRemainingTimeInMillis() >= config.margin().toMillis());
    for (AdaptationRound.Ending ending : endings) {
      PoolId pool = ending.pool();
      ending
          .report()
          .ifPresent(
              report -> {
                // An event that is delivered again is told what its time was served with, and
                // that was counted then.
                if (ending.isNew()) {
                  metrics.write(context.getAwsRequestId(), report);
                }
                answers.add(PoolAnswer.adapted(pool, report));
              });
      ending.nothing().ifPresent(reason -> answers.add(PoolAnswer.nothing(pool, reason)));
      ending.failure().ifPresent(reason -> failures.add(pool + ": " + reason));
    }
    if (!failures.isEmpty()) {
      throw new AdaptationsFailed(String.join("; ", failures));
    }
    return new AdaptAnswer(answers);
  }
}
