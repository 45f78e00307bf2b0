package dev.lrgd.api;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import java.util.List;
import java.util.Map;

/** The method that only its package may call; see {@link NativeOpenApiRecorder}. */
@TargetClass(OpenApiDocumentService.class)
final class NativeOpenApiDocuments {
  @Alias
  native void prepareDocument(
      AutoSecurityFilter security, Map<RunStage, List<String>> filters, String name);
}
