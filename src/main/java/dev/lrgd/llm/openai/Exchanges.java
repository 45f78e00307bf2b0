package dev.lrgd.llm.openai;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;

/**
 * Hands each {@link Exchange} its request: the filter runs on the thread that calls, the
 * interceptor once there is a connection.
 */
@Provider
@Singleton
@ConstrainedTo(RuntimeType.CLIENT)
public class Exchanges implements ClientRequestFilter, WriterInterceptor {
  private static final String EXCHANGE = Exchange.class.getName();

  @Override
  public void filter(ClientRequestContext request) {
    Exchange exchange = Exchange.current();
    if (exchange != null) {
      exchange.began(((ClientRequestContextImpl) request).getRestClientRequestContext());
      request.setProperty(EXCHANGE, exchange);
    }
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext body) throws IOException {
    if (body.getProperty(EXCHANGE) instanceof Exchange exchange && !exchange.isWanted()) {
      throw new InterruptedIOException("nobody waits for the answer any more");
    }
    body.proceed();
  }
}
