package dev.lrgd.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.LogProb;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import dev.lrgd.llm.Completion;
import dev.lrgd.llm.LanguageModel;
import dev.lrgd.llm.ModelFault;
import dev.lrgd.llm.ModelFault.Kind;
import dev.lrgd.llm.Prompt;
import io.vertx.core.http.HttpClosedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/**
 * Asks through LangChain4j: temperature 0, a seed, and a JSON schema that is the same for all
 * requests, so that it spoils no prompt cache. Waits as long as it is told to, and cancels.
 */
@ApplicationScoped
public class OpenAiLanguageModel implements LanguageModel {
  private static final int MOST_LOG_PROBABILITIES = 20;

  private static final ResponseFormat RANKING =
      ResponseFormat.builder()
          .type(ResponseFormatType.JSON)
          .jsonSchema(
              JsonSchema.builder()
                  .name("ranking")
                  .rootElement(
                      JsonObjectSchema.builder()
                          .addProperty(
                              "ranking",
                              JsonArraySchema.builder().items(new JsonStringSchema()).build())
                          .required("ranking")
                          .additionalProperties(false)
                          .build())
                  .build())
          .build();

  private final ModelCall call;
  private final RetryAfter retryAfter;

  OpenAiLanguageModel(ModelCall call, RetryAfter retryAfter) {
    this.call = call;
    this.retryAfter = retryAfter;
  }

  @Override
  public Completion complete(Prompt prompt, Duration time, boolean logProbabilities) {
    Exchange exchange = Exchange.ofRequest();
    try {
      CompletableFuture<ChatResponse> answer =
          call.start(request(prompt, logProbabilities), exchange);
      return completion(answer.get(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      exchange.end();
      throw new ModelFault(Kind.TIMEOUT, e);
    } catch (InterruptedException e) {
      exchange.end();
      Thread.currentThread().interrupt();
      throw new ModelFault(Kind.TIMEOUT, e);
    } catch (ExecutionException e) {
      ModelFault fault = fault(e.getCause());
      if (fault.kind() == Kind.UNREADABLE) {
        // Reading stopped somewhere in the answer, which may have no end.
        exchange.end();
      }
      throw fault;
    }
  }

  private static ChatRequest request(Prompt prompt, boolean logProbabilities) {
    OpenAiChatRequestParameters.Builder parameters =
        OpenAiChatRequestParameters.builder()
            .temperature(0.0)
            .seed(prompt.seed())
            .maxOutputTokens(prompt.maxOutputTokens())
            .responseFormat(RANKING);
    if (logProbabilities) {
      parameters.logprobs(true).topLogprobs(MOST_LOG_PROBABILITIES);
    }
    return ChatRequest.builder()
        .messages(SystemMessage.from(prompt.system()), UserMessage.from(prompt.user()))
        .parameters(parameters.build())
        .build();
  }

  private static Completion completion(ChatResponse response) {
    String text = response.aiMessage() == null ? null : response.aiMessage().text();
    TokenUsage usage = response.tokenUsage();
    return new Completion(
        text == null ? "" : text,
        response.modelName() == null ? "" : response.modelName(),
        usage == null || usage.inputTokenCount() == null ? 0 : usage.inputTokenCount(),
        usage == null || usage.outputTokenCount() == null ? 0 : usage.outputTokenCount(),
        places(response));
  }

  private static List<Completion.Place> places(ChatResponse response) {
    if (response.metadata() instanceof OpenAiChatResponseMetadata metadata
        && metadata.logProbs() != null) {
      return metadata.logProbs().stream()
          .filter(OpenAiLanguageModel::isWhole)
          .map(OpenAiLanguageModel::place)
          .toList();
    }
    return List.of();
  }

  private static boolean isWhole(LogProb written) {
    return written != null && written.token() != null && written.logprob() != null;
  }

  private static Completion.Place place(LogProb written) {
    Map<String, Double> likeliest = new HashMap<>();
    if (written.topLogprobs() != null) {
      written.topLogprobs().stream()
          .filter(OpenAiLanguageModel::isWhole)
          .forEach(other -> likeliest.put(other.token(), other.logprob()));
    }
    likeliest.put(written.token(), written.logprob());
    return new Completion.Place(written.token(), likeliest);
  }

  private ModelFault fault(Throwable cause) {
    if (cause instanceof ModelFault fault) {
      return fault;
    }
    Kind kind = kind(cause);
    Optional<Duration> pause = kind == Kind.OVERLOADED ? retryAfter.take() : Optional.empty();
    return new ModelFault(kind, pause, cause);
  }

  private static Kind kind(Throwable cause) {
    if (cause instanceof BulkheadException) {
      return Kind.BUSY;
    }
    if (cause instanceof RateLimitException) {
      return Kind.OVERLOADED;
    }
    if (cause instanceof AuthenticationException
        || cause instanceof InvalidRequestException
        || cause instanceof ModelNotFoundException) {
      return Kind.REFUSED;
    }
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof HttpException http) {
        return http.statusCode() >= 500 ? Kind.UNAVAILABLE : kindOf(http.statusCode());
      }
      // LangChain4j takes it for granted that a body holds a completion.
      if (e instanceof JsonProcessingException || e instanceof NullPointerException) {
        return Kind.UNREADABLE;
      }
      if (e instanceof TimeoutException) {
        return Kind.TIMEOUT;
      }
      if (e instanceof ConnectException
          || e instanceof NoRouteToHostException
          || e instanceof UnknownHostException
          || e instanceof SSLException) {
        return Kind.UNAVAILABLE;
      }
      if (e instanceof IOException || e instanceof HttpClosedException) {
        return Kind.RESET;
      }
    }
    return Kind.UNAVAILABLE;
  }

  private static Kind kindOf(int status) {
    return status == 429 ? Kind.OVERLOADED : Kind.REFUSED;
  }
}
