package dev.lrgd.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lrgd.api.StrictJson;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.recommend.ImpossibleRequest;
import dev.lrgd.recommend.ItemReference;
import dev.lrgd.recommend.RankerChoice;
import dev.lrgd.recommend.RecommendationAnswer;
import dev.lrgd.recommend.RecommendationRequest;
import dev.lrgd.recommend.Recommender;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * {@code recommend}: invoked directly with the recommendation request and {@code "pool"}, {@code
 * name} or {@code tenant/name}. Who may invoke the function may ask for any tenant's pool.
 */
@Named("recommend")
@RegisterForReflection(
    targets = {RecommendationRequest.class, ItemReference.class, RankerChoice.class})
public class RecommendHandler implements RequestStreamHandler {

  private static final String POOL = "pool";

  private final EventReader<ObjectNode> events;
  private final EventReader<RecommendationRequest> requests;
  private final ObjectMapper mapper;
  private final FunctionConfig config;
  private final Traces traces;
  private final Metrics metrics;
  private final Recommender recommender;

  @Inject
  RecommendHandler(
      ObjectMapper mapper,
      FunctionConfig config,
      Traces traces,
      Metrics metrics,
      Recommender recommender) {
    this.events = new EventReader<>(mapper, ObjectNode.class);
    this.requests = new EventReader<>(StrictJson.strict(mapper), RecommendationRequest.class);
    this.mapper = mapper;
    this.config = config;
    this.traces = traces;
    this.metrics = metrics;
    this.recommender = recommender;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    InvocationLog.during(
        context,
        log -> {
          ObjectNode event = events.read(input);
          PoolId pool = pool(event.remove(POOL));
          RecommendationRequest request = requests.read(event);
          RecommendationAnswer answer =
              traces.traced(
                  "recommend",
                  context,
                  log.coldStart(),
                  () -> recommend(pool, request, deadline(context)));
          metrics.write(context.getAwsRequestId(), answer);
          mapper.writeValue(output, answer);
        });
  }

  private static PoolId pool(JsonNode name) {
    if (name == null || !name.isTextual()) {
      throw new InvalidEvent("no pool name: /pool");
    }
    try {
      return PoolId.parse(name.asText());
    } catch (IllegalArgumentException e) {
      throw new InvalidEvent("no pool name: /pool");
    }
  }

  private Instant deadline(Context context) {
    return Instant.now().plusMillis(context.getRemainingTimeInMillis()).minus(config.margin());
  }

  private RecommendationAnswer recommend(
      PoolId pool, RecommendationRequest request, Instant deadline) {
    try {
      return recommender.recommend(pool, request, Optional.of(deadline));
    } catch (ConstraintViolationException e) {
      throw new InvalidEvent(
          e.getConstraintViolations().stream()
              .map(RecommendHandler::sentence)
              .sorted()
              .collect(Collectors.joining("; ")));
    } catch (ImpossibleRequest e) {
      throw new InvalidEvent(e.getMessage() + ": /" + e.field());
    } catch (StoreRefusal.UnknownPool e) {
      throw new InvalidEvent(e.getMessage());
    }
  }

  private static String sentence(ConstraintViolation<?> violation) {
    // The path begins with the method and its parameter.
    String place =
        StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
            .skip(2)
            .filter(node -> node.getKind() != ElementKind.CONTAINER_ELEMENT)
            .map(Path.Node::toString)
            .collect(Collectors.joining("/"));
    return violation.getMessage() + ": /" + place;
  }
}
