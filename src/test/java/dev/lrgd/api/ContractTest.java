package dev.lrgd.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock.JsonSchemaVersion;
import com.github.tomakehurst.wiremock.matching.MatchesJsonSchemaPattern;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract as it is served. */
@QuarkusTest
class ContractTest {

  private static final String POOL = "/v1/pools/{pool}";

  @TestHTTPResource URI root;
  @Inject ObjectMapper mapper;

  private JsonNode contract;

  @BeforeEach
  void read() throws IOException {
    String served =
        new Service(root).get("/q/openapi?format=json").statusCode(200).extract().body().asString();
    contract = mapper.readTree(served);
  }

  @ParameterizedTest
  @CsvSource({
    "get,    '',                           200 400 404 503",
    "put,    /items,                       200 400 409 413 415 429 503",
    "put,    /interactions,                200 400 413 415 429 503",
    "post,   /recommendations,             200 400 404 413 415 422 503",
    "post,   /recommendations:batch,       200 400 413 415",
    "post,   /effects,                     200 400 404 413 415 422 503",
    "post,   /feedback,                    202 400 404 413 415 429 503",
    "get,    /demonstrations,              200 400 404 503",
    "get,    /versions,                    200 400 404 503",
    "post,   /versions/{number}/activate,  200 400 404 409 503",
    "get,    /adaptations,                 200 400 404 503",
    "post,   /adaptations,                 200 400 404 409 413 415 422 503",
    "delete, /users/{user},                200 400 404 503",
    "post,   /erasures,                    200 400 404 413 415 503",
    "get,    /erasures/{receipt},          200 400 404 503",
  })
  void everyOperationListsItsAnswers(String method, String path, String statuses) {
    JsonNode responses = operation(path, method).path("responses");
    Set<String> listed = new TreeSet<>();
    responses.fieldNames().forEachRemaining(listed::add);
    assertEquals(statuses, String.join(" ", listed));
    responses
        .fields()
        .forEachRemaining(
            response -> {
              if (response.getKey().compareTo("400") >= 0) {
                assertEquals(
                    "#/components/schemas/Problem",
                    response
                        .getValue()
                        .at("/content/application~1problem+json/schema/$ref")
                        .asText(),
                    response.getKey());
              }
            });
  }

  @Test
  void everyExampleIsOfItsSchema() {
    int examples = 0;
    for (String path :
        List.of("/recommendations", "/recommendations:batch", "/effects", "/items")) {
      JsonNode operation = operation(path, path.equals("/items") ? "put" : "post");
      JsonNode json = operation.at("/requestBody/content/application~1json");
      for (JsonNode example : json.path("examples")) {
        assertTrue(isValid(json.path("schema"), example.path("value")), example.toString());
        examples++;
      }
    }
    assertEquals(4, examples);
  }

  @ParameterizedTest
  @CsvSource({"/items, Item", "/interactions, Interaction"})
  void linesAreShownAsLines(String path, String schema) throws IOException {
    JsonNode lines = operation(path, "put").at("/requestBody/content/application~1x-ndjson");
    String example = lines.path("examples").elements().next().path("value").textValue();
    List<JsonNode> records = new ArrayList<>();
    for (String line : example.split("\n")) {
      records.add(mapper.readTree(line));
    }
    assertEquals(2, records.size());
    for (JsonNode record : records) {
      assertTrue(isValid(lines.path("schema"), record), record.toString());
    }
    assertTrue(lines.path("schema").path("$ref").asText().endsWith("/" + schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ItemReference | \"b1\" | true",
        "ItemReference | {\"id\":\"b1\"} | true",
        "ItemReference | {\"id\":\"b1\",\"title\":\"x\"} | true",
        "ItemReference | {\"title\":\"x\"} | true",
        "ItemReference | {} | false",
        "ItemReference | {\"titel\":\"x\",\"id\":\"b1\"} | false",
        "Shown | \"d1\" | true",
        "Shown | {\"id\":\"d1\"} | true",
        "Shown | {\"history\":[\"a\"],\"target\":{\"title\":\"x\"}} | true",
        "Shown | {\"history\":[\"a\"]} | false",
        "Shown | {\"id\":\"d1\",\"history\":[\"a\"],\"target\":\"b\"} | false",
        "BatchRequest | {\"requests\":[{\"history\":[\"a\"]}]} | true",
        "BatchRequest | {\"requests\":[{\"history\":\"a\"}]} | false",
        "RecommendationRequest | {\"limit\":101} | false",
        "RecommendationRequest | {\"history\":[5]} | false",
      })
  void theSchemasTakeWhatTheServiceTakes(String schema, String json, boolean valid)
      throws IOException {
    JsonNode reference = mapper.createObjectNode().put("$ref", "#/components/schemas/" + schema);
    assertEquals(valid, isValid(reference, mapper.readTree(json)));
  }

  @ParameterizedTest
  @CsvSource({
    "EffectsAnswer, effect mass lowerBound lossBefore lossAfter",
    "DemonstrationEffect, effect direction mass marginal leaveOneOut",
    "SelectionAnswer, effect lowerBound mass",
    "SelectedDemonstration, effect",
    "Demonstration, effect",
    "Item, vector",
    "Interaction, user",
    "RecommendationRequest, user",
  })
  void figuresAndTrapsAreExplained(String schema, String properties) {
    for (String property : properties.split(" ")) {
      JsonNode described = schema(schema).path("properties").path(property);
      assertTrue(described.path("description").asText().length() > 20, property);
    }
  }

  @Test
  void aVectorsBoundIsTold() {
    assertEquals(4096, schema("Item").at("/properties/vector/maxItems").asInt());
  }

  @Test
  void nothingOfJacksonsIsPartOfIt() {
    assertFalse(contract.toString().contains("JsonNode"));
    assertFalse(contract.toString().contains("\\\\p{"), "a regular expression of Java's");
  }

  private JsonNode operation(String path, String method) {
    JsonNode operation = contract.path("paths").path(POOL + path).path(method);
    assertFalse(operation.isMissingNode(), method + " " + path);
    return operation;
  }

  private JsonNode schema(String name) {
    return contract.path("components").path("schemas").path(name);
  }

  private boolean isValid(JsonNode schema, JsonNode value) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("components", contract.path("components"));
    return new MatchesJsonSchemaPattern(whole.toString(), JsonSchemaVersion.V202012)
        .match(value.toString())
        .isExactMatch();
  }
}
