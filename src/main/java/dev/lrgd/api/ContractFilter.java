package dev.lrgd.api;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createExample;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * What the signatures of the resources do not tell of the contract: which problems an operation
 * answers, values with two forms, what the figures mean. Runs when the service is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {

  private static final String SCHEMA = "#/components/schemas/";

  private static final Map<Integer, String> PROBLEMS =
      Map.of(
          400, "The request cannot be read, or breaks a rule.",
          404, "There is no such pool, version or receipt.",
          409, "Something else is active, running or stored meanwhile.",
          413, "The body is too large.",
          415, "The body is of another type, or otherwise encoded.",
          422, "The request is understood and still impossible.",
          429, "The pool, or the service, is full.",
          503, "The store cannot be reached now.");

  private static final String FEEDBACK = "/v1/pools/{pool}/feedback";

  /** Beyond what every operation of its form answers. */
  private static final Map<String, List<Integer>> MORE_PROBLEMS =
      Map.of(
          "PUT /v1/pools/{pool}/items", List.of(409, 429),
          "PUT /v1/pools/{pool}/interactions", List.of(429),
          "POST /v1/pools/{pool}/recommendations", List.of(422),
          "POST /v1/pools/{pool}/effects", List.of(422),
          "POST /v1/pools/{pool}/feedback", List.of(429),
          "POST /v1/pools/{pool}/adaptations", List.of(409, 422),
          "POST /v1/pools/{pool}/versions/{number}/activate", List.of(409));

  private static final Map<String, String> LINES =
      Map.of(
          "/v1/pools/{pool}/items",
          """
          {"id":"b1","title":"Pride and Prejudice","brand":"Jane Austen"}
          {"id":"b2","title":"Persuasion","brand":"Jane Austen","category":"novel"}
          """,
          "/v1/pools/{pool}/interactions",
          """
          {"user":"u1","item":"b1","timestamp":1530000000}
          {"user":"u1","item":"b2","timestamp":1530086400,"rating":4.5}
          """,
          FEEDBACK,
          """
          {"recommendation":"0198c1f2","item":"b2","event":"click"}
          {"recommendation":"0198c1f2","item":"b5","event":"purchase","eventId":"order-17"}
          """);

  /** By schema and property. */
  private static final Map<String, Map<String, String>> MEANINGS =
      Map.of(
          "EffectsAnswer",
          Map.of(
              "effect", "lossBefore - lossAfter of the whole set, in nats; above 0 it helps.",
              "mass", "The share of the attention that the set takes, from 0 to 1.",
              "lowerBound", "A certified lower bound of the set's effect, in nats.",
              "lossBefore", "-ln of the target's probability without any demonstration.",
              "lossAfter", "The same with all of them."),
          "DemonstrationEffect",
          Map.of(
              "id", "Absent for a demonstration that is not the pool's.",
              "effect", "What this one does alone, in nats.",
              "direction", "The effect to first order if it took all of the attention, in nats.",
              "mass", "The share of the attention that it takes alone.",
              "marginal",
                  "What it adds to the effect of those before it in the request, in nats; these"
                      + " add up to the set's effect.",
              "leaveOneOut",
                  "What the set's effect would lose without it, in nats; where demonstrations"
                      + " repeat each other these do not add up."),
          "SelectionAnswer",
          Map.of(
              "effect",
                  "Predicted effect of the whole set, in nats: by how much it lowers the loss of"
                      + " the user's next choice.",
              "lowerBound", "A certified lower bound of that effect, in nats.",
              "mass", "The share of the attention that the set takes, from 0 to 1.",
              "demonstrations", "In the order of the prompt, the best one last."),
          "SelectedDemonstration",
          Map.of(
              "effect",
              "What leaving this one out would cost the set's effect, in nats; these need not add"
                  + " up to it."),
          "RecommendationRequest",
          Map.of(
              "user",
                  "Keeps the user's own demonstrations out, and stands for the history where that"
                      + " is left out. Neither '.' nor '..'.",
              "history", "What the user chose so far, oldest first.",
              "candidates", "What to rank; the whole catalogue where it is left out.",
              "exclude", "Ids that are not to be answered.",
              "limit", "How many items at most; 10 where it is left out.",
              "demonstrations", "How many demonstrations at most; 4 where it is left out."));

  private static final Pattern LENGTHS = Pattern.compile("\\{(\\d+),(\\d+)}$");

  @Override
  public void filterOpenAPI(OpenAPI api) {
    Map<String, Schema> schemas = api.getComponents().getSchemas();
    api.getPaths().getPathItems().forEach(this::completePath);
    schemas.values().forEach(this::measure);
    MEANINGS.forEach(
        (schema, meanings) ->
            meanings.forEach(
                (property, meaning) ->
                    schemas.get(schema).getProperties().get(property).setDescription(meaning)));
    api.getComponents().addSchema("ItemReference", itemReference());
    api.getComponents().addSchema("Shown", shown());
    schemas
        .get("BatchRequest")
        .getProperties()
        .get("requests")
        .setItems(reference("RecommendationRequest"));
    api.getComponents().removeSchema("JsonNode");
    api.getComponents().removeSchema("JsonNodeType");
  }

  private void completePath(String path, PathItem item) {
    item.getOperations()
        .forEach(
            (method, operation) -> {
              if (path.startsWith("/v1/")) {
                answerProblems(method + " " + path, operation);
              }
              if (operation.getParameters() != null) {
                operation.getParameters().forEach(parameter -> measure(parameter.getSchema()));
              }
            });
    if (LINES.containsKey(path)) {
      Operation operation = item.getPUT() == null ? item.getPOST() : item.getPUT();
      operation
          .getRequestBody()
          .getContent()
          .getMediaType(MediaTypes.NDJSON)
          .setExamples(Map.of("two lines", createExample().value(LINES.get(path))));
    }
    if (path.equals(FEEDBACK)) {
      Schema either =
          createSchema().oneOf(List.of(reference("FeedbackReceipt"), reference("IngestAnswer")));
      item.getPOST()
          .getResponses()
          .getAPIResponse("202")
          .getContent()
          .getMediaType(MediaType.APPLICATION_JSON)
          .schema(either.description("Of one outcome, and of lines."));
    }
  }

  private void answerProblems(String name, Operation operation) {
    TreeSet<Integer> statuses = new TreeSet<>(MORE_PROBLEMS.getOrDefault(name, List.of()));
    boolean ofPool = name.contains("{pool}");
    // A batch answers what concerns one request in the place of that request.
    boolean answersForAll = !name.endsWith(":batch");
    if (ofPool) {
      statuses.add(400);
    }
    if (ofPool && answersForAll && !name.startsWith("PUT")) {
      statuses.add(404);
    }
    if (operation.getRequestBody() != null) {
      statuses.addAll(List.of(400, 413, 415));
    }
    if (answersForAll) {
      statuses.add(503);
    }
    statuses.forEach(
        status -> operation.getResponses().addAPIResponse(String.valueOf(status), problem(status)));
  }

  private static APIResponse problem(int status) {
    APIResponse response =
        createAPIResponse()
            .description(PROBLEMS.get(status))
            .content(
                createContent()
                    .addMediaType(
                        Problem.MEDIA_TYPE, createMediaType().schema(reference("Problem"))));
    if (status == 503) {
      response.addHeader(
          HttpHeaders.RETRY_AFTER,
          createHeader()
              .description("Seconds.")
              .schema(createSchema().addType(SchemaType.INTEGER)));
    }
    return response;
  }

  /** Lengths instead of Java's regular expressions, which are none of JSON Schema's. */
  private void measure(Schema schema) {
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(this::measure);
    }
    if (schema.getItems() != null) {
      measure(schema.getItems());
    }
    if (schema.getPattern() != null) {
      Matcher lengths = LENGTHS.matcher(schema.getPattern());
      if (lengths.find()) {
        schema
            .pattern(null)
            .minLength(Integer.valueOf(lengths.group(1)))
            .maxLength(Integer.valueOf(lengths.group(2)));
      }
    }
  }

  private static Schema itemReference() {
    Schema named =
        object()
            .addProperty("id", id())
            .addProperty(
                "title",
                text(1000).description("Places an item that the pool does not know; not blank."))
            .anyOf(List.of(requiring("id"), requiring("title")));
    return createSchema()
        .description("An item: its id, or an object with its id, its title or both.")
        .oneOf(List.of(id(), named));
  }

  private static Schema shown() {
    Schema byId = object().addProperty("id", id()).required(List.of("id"));
    Schema inFull =
        object()
            .addProperty(
                "history",
                createSchema()
                    .addType(SchemaType.ARRAY)
                    .items(reference("ItemReference"))
                    .minItems(1)
                    .maxItems(200))
            .addProperty("target", reference("ItemReference"))
            .required(List.of("history", "target"));
    return createSchema()
        .description("A demonstration: the id of one of the pool's, or any other in full.")
        .oneOf(List.of(id(), byId, inFull));
  }

  private static Schema object() {
    return createSchema().addType(SchemaType.OBJECT).additionalPropertiesBoolean(false);
  }

  private static Schema requiring(String property) {
    return createSchema().required(List.of(property));
  }

  private static Schema id() {
    return text(200);
  }

  private static Schema text(int maximum) {
    return createSchema().addType(SchemaType.STRING).minLength(1).maxLength(maximum);
  }

  private static Schema reference(String schema) {
    return createSchema().ref(SCHEMA + schema);
  }
}
