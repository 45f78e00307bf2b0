package dev.lrgd.llm.openai;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Bulkhead;

/**
 * One call on a thread of its own, so that whoever waits can stop waiting and cancel it. The
 * bulkhead (its size is {@code lrgd.llm.concurrency}) has no queue: a request that finds it full is
 * answered without the model at once, and the places it holds are all but always busy when there
 * are more requests than places.
 */
@ApplicationScoped
public class ModelCall {
  private final ChatModel model;

  ModelCall(ChatModel model) {
    this.model = model;
  }

  @Asynchronous
  @Bulkhead(waitingTaskQueue = 1)
  public Future<ChatResponse> start(ChatRequest request) {
    return CompletableFuture.completedFuture(model.chat(request));
  }
}
