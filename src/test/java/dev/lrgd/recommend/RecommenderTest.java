package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.llm.Completion;
import dev.lrgd.llm.ModelFault;
import dev.lrgd.llm.TestModels;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.recommend.RecommendationAnswer.HistoryContribution;
import dev.lrgd.recommend.RecommendationAnswer.RankedItem;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecommenderTest {
  private static final PoolId POOL = PoolId.of("books");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world = new World(1, 40, 60);
  private final FakePools pools = new FakePools(world.version());

  private RecommendationAnswer ask(String json) throws Exception {
    return pools.recommender().recommend(POOL, request(json));
  }

  private static RecommendationRequest request(String json) throws Exception {
    return JSON.readValue(json.replace('\'', '"'), RecommendationRequest.class);
  }

  private static List<String> ids(RecommendationAnswer answer) {
    return answer.items().stream().map(RankedItem::id).toList();
  }

  @Test
  void ranksTheCandidatesAndNothingElse() throws Exception {
    RecommendationAnswer answer =
        ask("{'history':['i1','i5'],'candidates':['i3','i9',{'id':'i13'},'i2'],'limit':100}");
    assertEquals(new TreeSet<>(List.of("i13", "i2", "i3", "i9")), new TreeSet<>(ids(answer)));
    assertEquals("dual-model", answer.rankedBy());
    assertEquals(3, answer.poolVersion());
    assertEquals("books", answer.pool());
    assertEquals(List.of(), answer.degraded());
    assertNull(answer.usage());
    for (int i = 0; i < 4; i++) {
      assertEquals(i + 1, answer.items().get(i).rank());
      assertTrue(i == 0 || answer.items().get(i).score() <= answer.items().get(i - 1).score());
    }
  }

  @Test
  void duplicateCandidatesCollapse() throws Exception {
    RecommendationAnswer answer =
        ask(
            "{'history':['i1'],'candidates':['i3','i3',{'id':'i3','title':'other'},"
                + "{'title':'a'},{'title':'a'}]}");
    assertEquals(2, answer.items().size());
  }

  @Test
  void excludedItemsNeverAppear() throws Exception {
    assertEquals(
        List.of("i9"),
        ids(ask("{'history':['i1'],'candidates':['i3','i9'],'exclude':['i3','nobody']}")));
    List<String> fromCatalogue = ids(ask("{'history':['i1'],'limit':100,'exclude':['i3']}"));
    assertEquals(39, fromCatalogue.size());
    assertFalse(fromCatalogue.contains("i3"));
  }

  @Test
  void catalogueIsRankedWithTheHistoryInIt() throws Exception {
    assertEquals(40, ids(ask("{'history':['i1','i5'],'limit':100}")).size());
    assertEquals(10, ids(ask("{'history':['i1','i5']}")).size());
  }

  @Test
  void catalogueAndTheSameItemsAsCandidatesRankAlike() throws Exception {
    List<String> all = IntStream.range(0, 40).mapToObj(i -> "'i" + i + "'").toList();
    assertEquals(
        ids(ask("{'history':['i1','i5'],'limit':7,'candidates':" + all + "}")),
        ids(ask("{'history':['i1','i5'],'limit':7}")));
  }

  @Test
  void whenNothingIsLeftItSaysSo() {
    for (String json :
        List.of(
            "{'history':['i1'],'candidates':['i3'],'exclude':['i3']}",
            "{'history':['i1'],'candidates':[]}")) {
      assertEquals("candidates", assertThrows(ImpossibleRequest.class, () -> ask(json)).field());
    }
    List<String> all = IntStream.range(0, 40).mapToObj(i -> "'i" + i + "'").toList();
    assertEquals(
        "exclude",
        assertThrows(ImpossibleRequest.class, () -> ask("{'history':['i1'],'exclude':" + all + "}"))
            .field());
  }

  @Test
  void withoutHistoryThePopularComesFirst() throws Exception {
    for (String json : List.of("{}", "{'history':[]}", "{'history':null}")) {
      RecommendationAnswer answer = ask(json);
      assertEquals("popularity", answer.rankedBy());
      assertEquals(10, answer.items().size());
      assertEquals(List.of(), answer.selection().demonstrations());
      double best = IntStream.range(0, 40).mapToDouble(world.space::priorScore).max().getAsDouble();
      assertEquals(best, answer.items().get(0).score());
    }
  }

  @Test
  void aUserWithoutHistoryInTheRequestHasThePoolsOwn() throws Exception {
    pools.histories.put(
        "known", List.of(interaction("i1", 1), interaction("i5", 2), interaction("i9", 3)));
    assertEquals(
        ids(ask("{'user':'known','history':['i1','i5','i9']}")), ids(ask("{'user':'known'}")));
    assertEquals("popularity", ask("{'user':'known','history':[]}").rankedBy());
    assertEquals("popularity", ask("{'user':'unknown'}").rankedBy());
  }

  private static Interaction interaction(String item, long time) {
    return new Interaction("known", item, time, Double.NaN);
  }

  @Test
  void zeroDemonstrationsAreZeroShot() throws Exception {
    RecommendationAnswer answer = ask("{'history':['i1','i5','i9'],'demonstrations':0}");
    assertEquals(List.of(), answer.selection().demonstrations());
    assertEquals(0, answer.selection().effect());
    assertEquals(0, answer.selection().mass());
  }

  @Test
  void unknownItemsAreRankedByTheirTitles() throws Exception {
    RecommendationAnswer answer =
        ask(
            "{'history':[{'title':'genre1 story'}],"
                + "'candidates':[{'title':'genre2 story'},{'id':'new','title':'genre1 story'},'?']}");
    assertEquals(3, answer.items().size());
    assertTrue(ids(answer).contains("new"));
    assertTrue(ids(answer).contains("?"));
    assertTrue(ids(answer).contains(null));
  }

  @Test
  void stagedItemsAreFoundByTheirIds() throws Exception {
    pools.staged.put("fresh", Item.titled("fresh", "genre1 story number99"));
    RecommendationAnswer answer = ask("{'history':['i1'],'candidates':['fresh']}");
    assertEquals("genre1 story number99", answer.items().get(0).title());
  }

  @Test
  void anUnconfiguredLanguageModelDegradesToTheDualModel() throws Exception {
    RecommendationAnswer answer = ask("{'history':['i1'],'ranker':'llm'}");
    assertEquals("dual-model", answer.rankedBy());
    assertEquals(List.of("llm: not configured"), answer.degraded());
    assertEquals(List.of(), ask("{'history':['i1'],'ranker':'auto'}").degraded());
    assertEquals(List.of(), ask("{'history':['i1'],'ranker':'dual-model'}").degraded());
  }

  @Test
  void whereTheModelFailsTheAnswerIsTheDualModelsInEveryRespect() throws Exception {
    pools.model =
        Optional.of(
            TestModels.asking(
                (prompt, left, logProbabilities) -> {
                  throw new ModelFault(ModelFault.Kind.REFUSED, null);
                },
                pools.clock));
    for (String rest : List.of("", ",'candidates':['i2','i3','i9','i13','i20','i26']")) {
      RecommendationAnswer failed = ask("{'history':['i1','i5'],'ranker':'llm'" + rest + "}");
      RecommendationAnswer dual = ask("{'history':['i1','i5'],'ranker':'dual-model'" + rest + "}");
      assertEquals(List.of("llm: " + ModelFault.Kind.REFUSED.sentence()), failed.degraded());
      assertEquals(dual.rankedBy(), failed.rankedBy());
      assertEquals(dual.items(), failed.items());
      assertFalse(dual.selection().demonstrations().isEmpty());
      assertEquals(dual.selection(), failed.selection());
    }
  }

  @Test
  void theModelIsShownWhatThePromptStageChoosesForItsCandidates() throws Exception {
    pools.model =
        Optional.of(
            TestModels.asking(
                (prompt, left, logProbabilities) ->
                    new Completion(
                        TestModels.candidates(prompt).stream()
                            .map(Map.Entry::getKey)
                            .collect(Collectors.joining(" ")),
                        "scripted-1",
                        1,
                        1,
                        List.of()),
                pools.clock));
    List<String> candidates = List.of("i2", "i3", "i9", "i13", "i20", "i26");
    RecommendationAnswer answer =
        ask(
            "{'history':['i1','i5'],'ranker':'llm','candidates':['%s']}"
                .formatted(String.join("','", candidates)));
    assertEquals("llm", answer.rankedBy());
    Selection chosen =
        new PromptStage(world.index(), PromptStage.Settings.defaults())
            .select(
                world.situation(null, List.of("i1", "i5")),
                world.placed(candidates),
                4,
                TokenBudget.UNLIMITED);
    assertFalse(chosen.demonstrations().isEmpty());
    assertEquals(
        chosen.demonstrations().stream().map(d -> d.demonstration().id()).toList(),
        answer.selection().demonstrations().stream().map(d -> d.id()).toList());
    assertEquals(chosen.effect(), answer.selection().effect(), 1e-12);
  }

  @Test
  void explanationsAddUpToTheScores() throws Exception {
    RecommendationAnswer answer = ask("{'history':['i1','i5','i9'],'explain':true}");
    for (RankedItem item : answer.items()) {
      double sum = item.explanation().prior();
      for (HistoryContribution part : item.explanation().history()) {
        sum += part.contribution();
      }
      for (var part : item.explanation().demonstrations()) {
        sum += part.contribution();
      }
      assertEquals(item.score(), sum, 1e-9 * Math.max(1, Math.abs(item.score())));
      assertEquals(
          List.of("i1", "i5", "i9"),
          item.explanation().history().stream().map(HistoryContribution::id).toList());
      assertEquals(
          answer.selection().demonstrations().stream().map(d -> d.id()).toList(),
          item.explanation().demonstrations().stream().map(d -> d.id()).toList());
    }
    assertNull(ask("{'history':['i1']}").items().get(0).explanation());
  }

  @Test
  void remembersWhatAnOutcomeMustBeJoinedWith() throws Exception {
    RecommendationAnswer answer =
        ask("{'user':'user1','history':['i1',{'title':'x'}],'candidates':['i3',{'title':'y'}]}");
    RecommendationRecord record = pools.recorded.get(0);
    assertEquals(answer.recommendation(), record.id());
    assertEquals(3, record.poolVersion());
    assertEquals(Optional.of("user1"), record.user());
    assertEquals(FakePools.NOW, record.answeredAt());
    assertEquals(List.of("i1"), record.history());
    assertEquals(List.of("i3"), record.items());
    assertEquals(
        answer.selection().demonstrations().stream().map(d -> d.id()).toList(),
        record.demonstrations());
    assertEquals(answer.selection().effect(), record.effect());
  }

  @Test
  void answersAllTheSameWhenTheLogIsAway() throws Exception {
    pools.logIsAway = true;
    RecommendationAnswer answer = ask("{'history':['i1']}");
    assertEquals(10, answer.items().size());
    assertEquals(1, answer.degraded().size());
    assertTrue(answer.degraded().get(0).startsWith("store: "));
  }

  @Test
  void theSameRequestHasTheSameAnswerButForItsId() throws Exception {
    String json = "{'user':'user1','history':['i1','i5','i9'],'explain':true}";
    String first = JSON.writeValueAsString(ask(json));
    String second = JSON.writeValueAsString(ask(json));
    assertEquals(first.replace("id0", "id1"), second);
  }

  @Test
  void answerHasTheContractsFields() throws Exception {
    JsonNode answer =
        JSON.valueToTree(
            ask("{'history':['i1','i5','i9'],'candidates':['i3',{'title':'x'}],'limit':1}"));
    assertEquals(
        List.of(
            "degraded", "items", "pool", "poolVersion", "rankedBy", "recommendation", "selection"),
        names(answer));
    assertEquals(
        List.of("demonstrations", "effect", "lowerBound", "mass"), names(answer.get("selection")));
    assertEquals(List.of("id", "rank", "score", "title"), names(answer.get("items").get(0)));
  }

  @Test
  void selectedDemonstrationsAreShownWithTheirTitles() throws Exception {
    for (int genre = 0; genre < World.GENRES; genre++) {
      List<String> history =
          world.loyalChoices(genre, 6).stream().map(id -> "'" + id + "'").toList();
      JsonNode answer = JSON.valueToTree(ask("{'history':" + history + "}"));
      for (JsonNode demonstration : answer.get("selection").get("demonstrations")) {
        assertEquals(List.of("effect", "history", "id", "target"), names(demonstration));
        assertEquals(List.of("id", "title"), names(demonstration.get("target")));
        assertTrue(demonstration.get("target").get("title").asText().startsWith("genre"));
        assertEquals(5, demonstration.get("history").size());
        return;
      }
    }
    throw new AssertionError("no demonstration was selected");
  }

  @Test
  void aPoolBeforeItsFirstAdaptationRanksByTitle() throws Exception {
    FakePools empty = new FakePools(PoolVersion.none(Instant.EPOCH));
    RecommendationAnswer answer =
        empty
            .recommender()
            .recommend(POOL, request("{'history':['a'],'candidates':[{'title':'b'},'c']}"));
    assertEquals(2, answer.items().size());
    assertEquals(0, answer.poolVersion());
    assertThrows(
        ImpossibleRequest.class,
        () -> empty.recommender().recommend(POOL, request("{'history':['a']}")));
  }

  @Test
  void idsCannotBeGuessedFromEachOther() {
    RecommendationIds ids = new RecommendationIds();
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      drawn.add(ids.next());
      assertTrue(drawn.get(i).matches("[A-Za-z0-9_-]{22}"));
    }
    assertEquals(100, drawn.stream().distinct().count());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    return names;
  }
}
