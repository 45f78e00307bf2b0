package dev.lrgd.llm.openai;

import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps the Retry-After of an overloaded endpoint, which LangChain4j's exceptions drop. It is about
 * the endpoint, not about one call, so it does not matter whose refusal brought it. Dates, which no
 * LLM endpoint is known to send, are ignored.
 */
@Provider
@Singleton
public class RetryAfter implements ClientResponseFilter {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final AtomicReference<Duration> last = new AtomicReference<>();

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response) {
    // A connection that broke is filtered too: it has no status and no headers to ask for.
    if (response.getStatus() != TOO_MANY_REQUESTS) {
      return;
    }
    String seconds = response.getHeaderString(HttpHeaders.RETRY_AFTER);
    if (seconds != null && seconds.matches("\\d{1,6}")) {
      Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
      last.set(asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
    }
  }

  Optional<Duration> take() {
    return Optional.ofNullable(last.getAndSet(null));
  }
}
