package dev.lrgd.llm.openai;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.lrgd.llm.LlmConfig;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Calls on threads of their own, so that whoever waits can stop waiting: a bulkhead of {@code
 * lrgd.llm.concurrency} places and a queue as long, so that under load no place stays empty.
 */
@ApplicationScoped
public class ModelCall {
  private final ChatModel model;
  private final TypedGuard<CompletionStage<ChatResponse>> guard;

  ModelCall(ChatModel model, LlmConfig config) {
    this.model = model;
    this.guard =
        TypedGuard.create(new TypeLiteral<CompletionStage<ChatResponse>>() {})
            .withDescription("llm")
            .withBulkhead()
            .limit(config.concurrency())
            .queueSize(config.concurrency())
            .done()
            .withThreadOffload(true)
            .build();
  }

  /**
   * @param exchange that frees the call's place when it is ended
   * @return fails with a BulkheadException when places and queue are full
   */
  CompletableFuture<ChatResponse> start(ChatRequest request, Exchange exchange) {
    return guard
        .get(() -> CompletableFuture.completedFuture(exchange.during(() -> model.chat(request))))
        .toCompletableFuture();
  }
}
