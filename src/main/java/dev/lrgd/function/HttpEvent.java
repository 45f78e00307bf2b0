package dev.lrgd.function;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An API Gateway HTTP API event, payload format 2.0: the part of it the bridge reads. Repeated
 * headers arrive joined by commas, cookies apart, the query string as it was sent.
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record HttpEvent(
    String rawPath,
    String rawQueryString,
    List<String> cookies,
    Map<String, String> headers,
    RequestContext requestContext,
    String body,
    @JsonProperty("isBase64Encoded") boolean base64Encoded) {

  private static final String DEFAULT_STAGE = "$default";

  /** In the host of a function URL, which hands over the path as it was sent. */
  private static final String FUNCTION_URL = ".lambda-url.";

  /** Without the semicolon: behind it REST resources see a parameter, no longer the user's id. */
  private static final String UNRESERVED_IN_PATHS = "-._~!$&'()*+,=:@/";

  HttpEvent {
    cookies = cookies == null ? List.of() : List.copyOf(cookies);
    headers = headers == null ? Map.of() : headers;
  }

  /**
   * @throws InvalidEvent when this is no HTTP request, for instance an event of payload format 1.0
   */
  void check() {
    if (rawPath == null || !rawPath.startsWith("/")) {
      throw new InvalidEvent("no API Gateway payload 2.0 event: /rawPath");
    }
    if (requestContext == null
        || requestContext.http() == null
        || requestContext.http().method() == null
        || requestContext.http().method().isBlank()) {
      throw new InvalidEvent("no API Gateway payload 2.0 event: /requestContext/http/method");
    }
  }

  /** Path and query as the REST resources know them: a named stage is part of the raw path. */
  String target() {
    String kept = isFunctionUrl() ? UNRESERVED_IN_PATHS + '%' : UNRESERVED_IN_PATHS;
    String path = encoded(withoutStage(), kept);
    return rawQueryString == null || rawQueryString.isEmpty() ? path : path + '?' + rawQueryString;
  }

  private String withoutStage() {
    String stage = requestContext.stage();
    if (stage == null || stage.equals(DEFAULT_STAGE)) {
      return rawPath;
    }
    String prefix = '/' + stage;
    if (rawPath.equals(prefix)) {
      return "/";
    }
    return rawPath.startsWith(prefix + '/') ? rawPath.substring(prefix.length()) : rawPath;
  }

  private boolean isFunctionUrl() {
    String host = requestContext.domainName();
    return host != null && host.contains(FUNCTION_URL);
  }

  /**
   * HTTP APIs hand over the path decoded: what may not stand in a path is encoded again, and so is
   * a percent sign, which was a user's own.
   *
   * @param kept beside letters and digits
   */
  private static String encoded(String path, String kept) {
    StringBuilder target = new StringBuilder(path.length());
    for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0);
      if (plain) {
        target.append(c);
      } else {
        target.append('%').append("%02X".formatted((int) c));
      }
    }
    return target.toString();
  }

  /**
   * @throws InvalidEvent when a body said to be base64 is not
   */
  byte[] bodyBytes() {
    if (body == null) {
      return new byte[0];
    }
    if (!base64Encoded) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new InvalidEvent("not base64: /body");
    }
  }

  /** The authorizer's claim of this name; null without authorizer or claim. */
  Object claim(String name) {
    Authorizer authorizer = requestContext.authorizer();
    if (authorizer == null) {
      return null;
    }
    if (authorizer.jwt() != null && authorizer.jwt().claims() != null) {
      return authorizer.jwt().claims().get(name);
    }
    return authorizer.lambda() == null ? null : authorizer.lambda().get(name);
  }

  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record RequestContext(
      String stage, String domainName, String requestId, Http http, Authorizer authorizer) {}

  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Http(String method, String sourceIp) {}

  /** A JWT authorizer's verified claims, or what a Lambda authorizer found out. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Authorizer(Jwt jwt, Map<String, Object> lambda) {}

  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Jwt(Map<String, Object> claims) {}
}
