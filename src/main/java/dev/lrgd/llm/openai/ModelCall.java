package dev.lrgd.llm.openai;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.lrgd.llm.LlmConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Calls on threads of their own, so that whoever waits can stop waiting: a bulkhead of {@code
 * lrgd.llm.concurrency} places and a queue as long, so that under load no place stays empty.
 *
 * <p>Cancelling frees the thread, not the connection: the client keeps that until the endpoint ends
 * its answer.
 */
@ApplicationScoped
public class ModelCall {
  private final ChatModel model;
  private final ThreadPoolExecutor threads;

  ModelCall(ChatModel model, LlmConfig config) {
    this.model = model;
    int places = config.concurrency();
    this.threads =
        new ThreadPoolExecutor(
            places, places, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(places));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * @throws RejectedExecutionException when places and queue are full
   */
  public Future<ChatResponse> start(ChatRequest request) {
    return threads.submit(() -> model.chat(request));
  }

  /** Frees a call's place, in the queue too. */
  void cancel(Future<ChatResponse> call) {
    call.cancel(true);
    threads.purge();
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
