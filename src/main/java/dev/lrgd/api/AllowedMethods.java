package dev.lrgd.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which methods a path takes, as the contract that is served says. */
@Singleton
class AllowedMethods {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final OpenApiDocumentService documents;
  private final ObjectMapper mapper;
  private volatile Map<Pattern, List<String>> methods;

  @Inject
  AllowedMethods(OpenApiDocumentService documents, ObjectMapper mapper) {
    this.documents = documents;
    this.mapper = mapper;
  }

  /** None for a path that the contract does not know. */
  List<String> at(String path) {
    if (methods == null) {
      methods = read();
    }
    return methods.entrySet().stream()
        .filter(known -> known.getKey().matcher(path).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }

  private Map<Pattern, List<String>> read() {
    Map<Pattern, List<String>> read = new LinkedHashMap<>();
    document()
        .path("paths")
        .fields()
        .forEachRemaining(path -> read.put(pattern(path.getKey()), methodsOf(path.getValue())));
    return read;
  }

  private JsonNode document() {
    // In a native executable nobody may have asked for it yet.
    DeferredDocument.prepare(OpenApiFilter.DEFAULT_DOCUMENT_NAME);
    byte[] document = documents.getDocument(OpenApiFilter.DEFAULT_DOCUMENT_NAME, Format.JSON);
    try {
      return mapper.readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException("the contract is JSON", e);
    }
  }

  /** {@code /v1/pools/{pool}}: a parameter is one segment. */
  private static Pattern pattern(String template) {
    return Pattern.compile("\\Q" + template.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E/?");
  }

  private static List<String> methodsOf(JsonNode operations) {
    List<String> names = new ArrayList<>();
    operations.fieldNames().forEachRemaining(names::add);
    names.retainAll(METHODS);
    if (names.contains("get")) {
      // Answered by what answers GET.
      names.add("head");
    }
    return names.stream().map(name -> name.toUpperCase(Locale.ROOT)).sorted().toList();
  }
}
