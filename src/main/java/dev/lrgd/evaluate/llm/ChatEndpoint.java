package dev.lrgd.evaluate.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lrgd.evaluate.http.JsonHttp;
import dev.lrgd.llm.Completion;
import dev.lrgd.llm.Prompt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An endpoint with OpenAI's chat completions, asked for what the service asks it for: temperature
 * 0, a seed, a ranking by JSON schema. LangChain4j does that in the service, but as Quarkus builds
 * it there, it needs an application around it.
 */
public final class ChatEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
  private static final int MOST_LIKELIEST = 20;
  private static final int MOST_PLACES = 20;

  private final URI completions;
  private final String key;
  private final String model;
  private final boolean logProbabilities;
  private final JsonHttp http;

  /**
   * @param base as the service is given it, with the version in it
   * @param logProbabilities whether they are asked for: not every endpoint has them
   */
  public ChatEndpoint(URI base, String key, String model, boolean logProbabilities, JsonHttp http) {
    this.completions = URI.create(base.toString().replaceAll("/+$", "") + "/chat/completions");
    this.key = key;
    this.model = model;
    this.logProbabilities = logProbabilities;
    this.http = http;
  }

  public String model() {
    return model;
  }

  /** By this its answers are told from those of others. */
  String name() {
    return logProbabilities ? model + " with log-probabilities" : model;
  }

  Completion ask(Prompt prompt) throws IOException, InterruptedException {
    JsonNode answer =
        http.send(
            HttpRequest.newBuilder(completions)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .timeout(ANSWER_TIMEOUT)
                .POST(BodyPublishers.ofString(request(prompt).toString()))
                .build());
    return new Completion(
        answer.at("/choices/0/message/content").asText(""),
        answer.path("model").asText(model),
        answer.at("/usage/prompt_tokens").asInt(),
        answer.at("/usage/completion_tokens").asInt(),
        places(answer.at("/choices/0/logprobs/content")));
  }

  private static List<Completion.Place> places(JsonNode written) {
    List<Completion.Place> places = new ArrayList<>();
    for (JsonNode place : written) {
      Map<String, Double> likeliest = new LinkedHashMap<>();
      place
          .path("top_logprobs")
          .forEach(other -> likeliest.put(other.path("token").asText(), logProbability(other)));
      likeliest.put(place.path("token").asText(), logProbability(place));
      places.add(new Completion.Place(place.path("token").asText(), likeliest));
    }
    // The first label comes soon.
    return places.subList(0, Math.min(MOST_PLACES, places.size()));
  }

  private static double logProbability(JsonNode token) {
    return token.path("logprob").asDouble();
  }

  private ObjectNode request(Prompt prompt) {
    ObjectNode request = JSON.createObjectNode().put("model", model);
    ArrayNode messages = request.putArray("messages");
    messages.addObject().put("role", "system").put("content", prompt.system());
    messages.addObject().put("role", "user").put("content", prompt.user());
    request.put("temperature", 0.0).put("seed", prompt.seed());
    request.put("max_tokens", prompt.maxOutputTokens());
    if (logProbabilities) {
      request.put("logprobs", true).put("top_logprobs", MOST_LIKELIEST);
    }
    ObjectNode schema =
        request.putObject("response_format").put("type", "json_schema").putObject("json_schema");
    schema.put("name", "ranking").put("strict", true);
    ObjectNode object = schema.putObject("schema").put("type", "object");
    object
        .putObject("properties")
        .putObject("ranking")
        .put("type", "array")
        .putObject("items")
        .put("type", "string");
    object.putArray("required").add("ranking");
    object.put("additionalProperties", false);
    return request;
  }
}
