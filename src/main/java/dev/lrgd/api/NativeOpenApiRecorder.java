package dev.lrgd.api;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.quarkus.smallrye.openapi.runtime.OpenApiRecorder;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import java.util.List;
import java.util.Map;

/**
 * Takes effect in a native executable only: there Quarkus 3.34 parses the OpenAPI document at each
 * start, a fifth of the whole start, for the few requests that ask for it. This leaves that to the
 * first of them ({@link NativeOpenApiHandler}).
 */
@TargetClass(OpenApiRecorder.class)
final class NativeOpenApiRecorder {

  @Substitute
  public void prepareDocument(
      AutoSecurityFilter security, Map<RunStage, List<String>> filters, String name) {
    DeferredDocument.defer(new DeferredDocument(security, filters, name));
  }
}
