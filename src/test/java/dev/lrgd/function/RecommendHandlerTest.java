package dev.lrgd.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.space.Item;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(RecommendHandlerTest.Recommend.class)
class RecommendHandlerTest {

  /** Every handler is started as it is deployed. */
  public static class Recommend implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.lambda.handler", "recommend");
    }
  }

  @Inject
  @Named("recommend")
  RecommendHandler handler;

  @Inject PoolStore store;
  @Inject ObjectMapper mapper;

  @BeforeEach
  void fill() {
    List<Item> items = List.of(Item.titled("a", "Emma"), Item.titled("b", "Persuasion"));
    store.stageItems(PoolId.of("direct"), items);
    store.stageItems(new PoolId("acme", "direct"), items);
  }

  @Test
  void theRequestAndItsPoolAreAnswered() throws IOException {
    JsonNode answer = invoke("{'pool':'direct','history':['a'],'candidates':['a','b']}");
    assertEquals(2, answer.get("items").size(), answer.toString());
    assertEquals("direct", answer.get("pool").asText());
  }

  @Test
  void aTenantsPoolIsNamedWithIt() throws IOException {
    JsonNode answer = invoke("{'pool':'acme/direct','candidates':['a']}");
    assertEquals(1, answer.get("items").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}|/pool",
        "{'pool':7}|/pool",
        "{'pool':'Secret Name'}|/pool",
        "{'pool':'nobody-knows-it'}|no pool",
        "{'pool':'direct','limit':0,'candidates':['a']}|/limit",
        "{'pool':'direct','limit':101,'candidates':['a']}|/limit",
        "{'pool':'direct','limit':'Secret Name'}|/limit",
        "{'pool':'direct','history':[{}]}|/history/0",
        "{'pool':'direct','history':[null]}|/history[0]",
        "{'pool':'direct','user':'..'}|/user",
        "{'pool':'direct','ranker':'Secret Name'}|/ranker",
        "{'pool':'direct','candidates':['a'],'exclude':['a']}|/candidates",
        "{'pool':'direct','histroy':['a'],'candidates':['a']}|/histroy",
        "[]|/",
      })
  void whatCannotBeMetIsRefusedByItsPlaceWithoutQuotingIt(String event, String place) {
    InvalidEvent refusal = assertThrows(InvalidEvent.class, () -> invoke(event));
    assertTrue(refusal.getMessage().contains(place), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("Secret Name"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("<"), refusal.getMessage());
  }

  @Test
  void metricsAreWrittenInTheEmbeddedFormatAndNameNobody() throws IOException {
    JsonNode metrics =
        PrintedMetrics.of(() -> invoke("{'pool':'direct','user':'ada','candidates':['a','b']}"));
    assertEquals("LRGD", metrics.at("/_aws/CloudWatchMetrics/0/Namespace").asText());
    for (JsonNode metric : metrics.at("/_aws/CloudWatchMetrics/0/Metrics")) {
      assertTrue(metrics.get(metric.get("Name").asText()).isNumber(), metrics.toString());
    }
    assertTrue(metrics.has(metrics.at("/_aws/CloudWatchMetrics/0/Dimensions/0/0").asText()));
    assertFalse(metrics.toString().contains("ada"), metrics.toString());
  }

  private JsonNode invoke(String event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
        output,
        new TestContext("request-1", 10_000));
    return mapper.readTree(output.toByteArray());
  }
}
