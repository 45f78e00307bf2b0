package dev.lrgd.llm.openai;

import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes the body from an endpoint's refusal. Some quote the prompt in it, with what a person chose,
 * and LangChain4j makes it the message of an exception, which ends up in traces. The status says
 * all that is asked of it.
 */
@Provider
@Singleton
public class ErrorBodies implements ClientResponseFilter {
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response) {
    if (response.getStatus() >= 400) {
      response.setEntityStream(new ByteArrayInputStream(NOTHING));
    }
  }
}
