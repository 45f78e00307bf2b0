package dev.lrgd.api;

import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An OpenAPI document that nobody has asked for yet, and what Quarkus would prepare it with; see
 * {@link NativeOpenApiRecorder}.
 */
record DeferredDocument(
    AutoSecurityFilter security, Map<RunStage, List<String>> filters, String name) {

  // Static, for the one who defers and the one who asks are both Quarkus' own.
  private static final Map<String, DeferredDocument> WAITING = new HashMap<>();

  static synchronized void defer(DeferredDocument document) {
    WAITING.put(document.name, document);
  }

  /** Once; whoever comes meanwhile waits for it. */
  static synchronized void prepare(String name) {
    DeferredDocument document = WAITING.get(name);
    if (document != null) {
      document.prepare();
      WAITING.remove(name);
    }
  }

  private void prepare() {
    Object service = Arc.container().select(OpenApiDocumentService.class).get();
    ((NativeOpenApiDocuments) service).prepareDocument(security, filters, name);
  }
}
