package dev.lrgd.api;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.OpenApiHandler;

/** Prepares the document that a request is about to be answered with. */
@TargetClass(OpenApiHandler.class)
final class NativeOpenApiHandler {
  @Alias private String documentName;

  @Substitute
  private OpenApiDocumentService getOpenApiDocumentService() {
    DeferredDocument.prepare(documentName);
    return Arc.container().instance(OpenApiDocumentService.class).get();
  }
}
