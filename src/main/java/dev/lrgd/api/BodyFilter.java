package dev.lrgd.api;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks a body that comes as gzip, and stops reading one that is longer than it may be. Of
 * requests only: what the service's own clients read is not its business.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class BodyFilter implements ReaderInterceptor {

  // Made when the image is built, in native, and so before there is any configuration.
  @Inject Instance<ApiConfig> config;

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    long limit = limit(context).asLongValue();
    String length = context.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
    if (length != null && Long.parseLong(length) > limit) {
      throw ProblemException.tooLarge(limit);
    }
    InputStream plain = plain(context);
    context.setInputStream(new BoundedInputStream(plain, limit));
    return context.proceed();
  }

  private MemorySize limit(ReaderInterceptorContext context) {
    if (isMarked(context, Stream.class)) {
      return config.get().maxStream();
    }
    return isMarked(context, Batch.class) ? config.get().maxBatch() : config.get().maxBody();
  }

  private static boolean isMarked(
      ReaderInterceptorContext context, Class<? extends Annotation> mark) {
    return Arrays.stream(context.getAnnotations()).anyMatch(mark::isInstance);
  }

  private static InputStream plain(ReaderInterceptorContext context) throws IOException {
    String coding = context.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
    if (coding == null || coding.equalsIgnoreCase("identity")) {
      return context.getInputStream();
    }
    if (!coding.equalsIgnoreCase("gzip")) {
      throw ProblemException.unsupported("A body may be encoded as gzip, and in no other way.");
    }
    try {
      return new GZIPInputStream(context.getInputStream());
    } catch (ZipException | EOFException e) {
      throw ProblemException.badRequest("The body is not the gzip that Content-Encoding says.");
    }
  }
}
