package dev.lrgd.llm.openai;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.lrgd.llm.LlmConfig;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

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
    return start(() -> exchange.during(() -> model.chat(request)));
  }

  /**
   * Opens a connection, with its TLS, for the first call to find. Nothing is sent, and the
   * listeners of calls hear of none.
   *
   * @throws ExecutionException when there is no connection, with what is in the way
   */
  void connect(Duration time) throws InterruptedException, ExecutionException, TimeoutException {
    Exchange exchange = Exchange.ofNothing();
    ChatRequest request =
        ChatRequest.builder()
            .messages(UserMessage.from("nothing"))
            .parameters(model.defaultRequestParameters())
            .build();
    try {
      start(() -> exchange.during(() -> model.doChat(request)))
          .get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (!exchange.isConnected()) {
        throw e;
      }
    } catch (InterruptedException | TimeoutException e) {
      exchange.end();
      throw e;
    }
  }

  private CompletableFuture<ChatResponse> start(Supplier<ChatResponse> call) {
    return guard.get(() -> CompletableFuture.completedFuture(call.get())).toCompletableFuture();
  }
}
