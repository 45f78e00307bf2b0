package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  private static <T> List<String> faults(Class<T> type, String json) throws Exception {
    return VALIDATOR.validate(JSON.readValue(json.replace('\'', '"'), type)).stream()
        .map(violation -> violation.getPropertyPath().toString())
        .sorted()
        .toList();
  }

  private static List<String> faults(String json) throws Exception {
    return faults(RecommendationRequest.class, json);
  }

  private static String items(int count) {
    return Collections.nCopies(count, "'a'").toString();
  }

  @Test
  void limitsHoldAtTheirEdges() throws Exception {
    assertEquals(List.of(), faults("{'history':" + items(200) + "}"));
    assertEquals(List.of("history"), faults("{'history':" + items(201) + "}"));
    assertEquals(List.of(), faults("{'candidates':" + items(500) + "}"));
    assertEquals(List.of("candidates"), faults("{'candidates':" + items(501) + "}"));
    assertEquals(List.of("limit"), faults("{'limit':0}"));
    assertEquals(List.of(), faults("{'limit':1}"));
    assertEquals(List.of(), faults("{'limit':100}"));
    assertEquals(List.of("limit"), faults("{'limit':101}"));
    assertEquals(List.of("demonstrations"), faults("{'demonstrations':-1}"));
    assertEquals(List.of(), faults("{'demonstrations':0}"));
    assertEquals(List.of(), faults("{'demonstrations':16}"));
    assertEquals(List.of("demonstrations"), faults("{'demonstrations':17}"));
  }

  @Test
  void faultsNameTheirPlace() throws Exception {
    assertEquals(List.of("history[1].id"), faults("{'history':['a','']}"));
    assertEquals(
        List.of("candidates[0].title"),
        faults("{'candidates':[{'title':'" + "x".repeat(1001) + "'}]}"));
    assertEquals(List.of("user"), faults("{'user':''}"));
    assertEquals(1, faults("{'history':[null]}").size());
    assertEquals(1, faults("{'exclude':['']}").size());
    assertEquals(1, faults("{'exclude':[null]}").size());
  }

  @Test
  void anItemNeedsAnIdOrATitle() {
    assertThrows(JsonMappingException.class, () -> faults("{'history':[{}]}"));
    assertThrows(JsonMappingException.class, () -> faults("{'ranker':'oracle'}"));
  }

  @Test
  void titlesAreReadAsOneLine() throws Exception {
    ItemReference item = JSON.readValue("{\"title\":\" a\\n\\tb \"}", ItemReference.class);
    assertEquals("a b", item.title());
  }

  @Test
  void effectsKeepTheSameLimits() throws Exception {
    String target = "{'target':'t','demonstrations':";
    assertEquals(List.of(), faults(EffectsRequest.class, target + items(16) + "}"));
    assertEquals(List.of("demonstrations"), faults(EffectsRequest.class, target + items(17) + "}"));
    assertEquals(
        List.of("demonstrations", "target"), faults(EffectsRequest.class, "{'history':['a']}"));
    assertEquals(
        List.of("demonstrations[0].history"),
        faults(EffectsRequest.class, target + "[{'history':[],'target':'a'}]}"));
    assertThrows(
        JsonMappingException.class,
        () -> faults(EffectsRequest.class, target + "[{'target':'a'}]}"));
  }
}
