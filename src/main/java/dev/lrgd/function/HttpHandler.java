package dev.lrgd.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.pool.PoolId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * {@code http}: API Gateway HTTP API events in, the REST resources behind it. Every event that is
 * an HTTP request is answered with an HTTP answer, whatever happens behind it.
 */
@Named("http")
public class HttpHandler implements RequestStreamHandler {

  private static final Logger LOG = Logger.getLogger(HttpHandler.class);

  /** Lambda's bound of a synchronous answer, as this function writes it. */
  static final int LARGEST_ANSWER = 6 << 20;

  private final EventReader<HttpEvent> events;
  private final ObjectMapper mapper;
  private final FunctionConfig config;
  private final Traces traces;

  @Inject
  HttpHandler(ObjectMapper mapper, FunctionConfig config, Traces traces) {
    this.events = new EventReader<>(mapper, HttpEvent.class);
    this.mapper = mapper;
    this.config = config;
    this.traces = traces;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    InvocationLog.during(
        context,
        log -> {
          HttpEvent event = events.read(input);
          event.check();
          HttpResult answer =
              traces.traced("http", context, log.coldStart(), () -> answer(event, context));
          output.write(written(encoded(event, answer)));
        });
  }

  /** One that Lambda would not hand on becomes one that says so. */
  private byte[] written(HttpResult answer) throws IOException {
    byte[] written = mapper.writeValueAsBytes(answer);
    return written.length <= LARGEST_ANSWER
        ? written
        : mapper.writeValueAsBytes(
            HttpResult.problem(
                422,
                "Unprocessable Content",
                "The answer is longer than the 6 MB a function may answer: accept gzip, or ask for"
                    + " less at once."));
  }

  private HttpResult answer(HttpEvent event, Context context) {
    Object claim = event.claim(config.tenantClaim());
    if (claim != null && !(claim instanceof String tenant && PoolId.isTenant(tenant))) {
      return HttpResult.problem(403, "Forbidden", "The token names no valid tenant.");
    }
    String tenant = claim == null ? PoolId.DEFAULT_TENANT : (String) claim;
    Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
    Instant deadline = Instant.now().plus(remaining).minus(config.margin());
    try {
      return VirtualExchange.exchange(
          event,
          new Invocation(context.getAwsRequestId(), tenant, deadline),
          remaining.minus(config.margin().dividedBy(2)));
    } catch (TimeoutException e) {
      LOG.warn("no answer before the deadline");
      return HttpResult.problem(503, "Service Unavailable", "No answer before the deadline.")
          .withHeader("retry-after", "1");
    } catch (ProtocolException e) {
      return HttpResult.problem(
          400, "Bad Request", "Method, query or headers hold what no HTTP request can.");
    } catch (InvalidEvent e) {
      return HttpResult.problem(400, "Bad Request", "The body is not the base64 it is said to be.");
    } catch (IOException e) {
      LOG.error("no answer", e);
      return HttpResult.problem(500, "Internal Server Error", "The request was not answered.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return HttpResult.problem(503, "Service Unavailable", "The function is shutting down.");
    }
  }

  private HttpResult encoded(HttpEvent event, HttpResult result) {
    boolean accepted =
        event.headers().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("accept-encoding"))
            .anyMatch(header -> acceptsGzip(header.getValue()));
    return accepted && result.length() >= config.compressFrom().asLongValue()
        ? result.compressed()
        : result;
  }

  /** What is said of gzip counts before what is said of all codings. */
  private static boolean acceptsGzip(String codings) {
    boolean accepts = false;
    for (String coding : codings.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = coding.strip().split("\\s*;\\s*q\\s*=\\s*", 2);
      boolean allows = parts.length == 1 || !parts[1].matches("0(\\.0*)?");
      if (parts[0].equals("gzip")) {
        return allows;
      }
      accepts |= parts[0].equals("*") && allows;
    }
    return accepts;
  }
}
