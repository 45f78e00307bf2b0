package dev.lrgd.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** What API Gateway expects back in payload format 2.0; a binary body travels as base64. */
@RegisterForReflection
record HttpResult(
    int statusCode,
    Map<String, String> headers,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> cookies,
    String body,
    @JsonProperty("isBase64Encoded") boolean base64Encoded) {

  /** What concerns the connection and not the answer; a gateway makes its own. */
  private static final List<CharSequence> HOP_BY_HOP =
      List.of(
          HttpHeaderNames.CONNECTION,
          HttpHeaderNames.CONTENT_LENGTH,
          HttpHeaderNames.TRANSFER_ENCODING);

  static HttpResult of(int status, HttpHeaders head, byte[] body) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : head.names()) {
      headers.put(name.toLowerCase(Locale.ROOT), String.join(",", head.getAll(name)));
    }
    HOP_BY_HOP.forEach(name -> headers.remove(name.toString()));
    // A header is one line here; only `cookies` become several.
    headers.remove(HttpHeaderNames.SET_COOKIE.toString());
    List<String> cookies = List.copyOf(head.getAll(HttpHeaderNames.SET_COOKIE));
    return isBinary(headers)
        ? binary(status, headers, cookies, body)
        : new HttpResult(status, headers, cookies, new String(body, StandardCharsets.UTF_8), false);
  }

  static HttpResult problem(int status, String title, String detail) {
    String body =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(title, status, detail);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("content-type", "application/problem+json");
    return new HttpResult(status, headers, List.of(), body, false);
  }

  HttpResult withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The same answer as gzip, unless it is encoded already. */
  HttpResult compressed() {
    if (headers.containsKey("content-encoding")) {
      return this;
    }
    byte[] plain = base64Encoded ? Base64.getDecoder().decode(body) : utf8();
    Map<String, String> encoded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    encoded.putAll(headers);
    encoded.put("content-encoding", "gzip");
    encoded.merge("vary", "accept-encoding", (a, b) -> a + "," + b);
    return binary(statusCode, encoded, cookies, gzip(plain));
  }

  /** How long the body is as it travels. */
  int length() {
    return body.length();
  }

  private byte[] utf8() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static HttpResult binary(
      int status, Map<String, String> headers, List<String> cookies, byte[] body) {
    return new HttpResult(status, headers, cookies, Base64.getEncoder().encodeToString(body), true);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static boolean isBinary(Map<String, String> headers) {
    if (headers.containsKey("content-encoding")) {
      return true;
    }
    String type = headers.getOrDefault("content-type", "text/plain").toLowerCase(Locale.ROOT);
    return !(type.startsWith("text/")
        || type.contains("json")
        || type.contains("xml")
        || type.contains("yaml")
        || type.contains("javascript"));
  }
}
