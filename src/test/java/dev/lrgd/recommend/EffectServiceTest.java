package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.dual.DualModel;
import dev.lrgd.dual.DualState;
import dev.lrgd.dual.ListwiseLoss;
import dev.lrgd.dual.Tokens;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.recommend.EffectsAnswer.DemonstrationEffect;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffectServiceTest {
  private static final PoolId POOL = PoolId.of("books");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world = new World(1, 40, 60);

  private EffectsAnswer ask(String json) throws Exception {
    return ask(world.version(), json);
  }

  @Test
  void effectIsTheDropOfTheLossInTheDualModel() throws Exception {
    EffectsAnswer answer =
        ask(
            "{'history':['i1','i5'],'target':'i9','candidates':['i2','i3','i2','i9'],"
                + "'demonstrations':['d4',{'history':['i2','i6'],'target':'i10'}]}");
    Situation situation = world.situation(null, List.of("i1", "i5"));
    ListwiseLoss loss =
        ListwiseLoss.of(world.space.candidates(world.placed(List.of("i9", "i2", "i3"))), 0);
    Tokens inline =
        world.space.demonstrationTokens(
            world.placed(List.of("i2", "i6")), world.placed(List.of("i10")).get(0), 1);
    DualModel zeroShot = DualModel.zeroShot(situation.prior());
    DualModel model =
        zeroShot.plus(read(world.index().tokens(4), situation)).plus(read(inline, situation));
    assertEquals(loss.value(zeroShot.output()), answer.lossBefore(), 1e-9);
    assertEquals(loss.value(model.output()), answer.lossAfter(), 1e-9);
    assertEquals(answer.lossBefore() - answer.lossAfter(), answer.effect(), 1e-12);
    assertEquals(model.mass(), answer.mass(), 1e-12);
    assertTrue(answer.lowerBound() <= answer.effect());
  }

  private static DualState read(Tokens tokens, Situation situation) {
    return DualState.read(situation.space().kernel(), tokens, situation.query());
  }

  @Test
  void marginalsAddUpToTheEffectAndLeavingOneOutIsWhatItSays() throws Exception {
    String head = "{'history':['i1','i5'],'target':'i9','demonstrations':";
    EffectsAnswer all = ask(head + "['d1','d2','d3']}");
    assertEquals(
        all.effect(),
        all.demonstrations().stream().mapToDouble(DemonstrationEffect::marginal).sum(),
        1e-12);
    DemonstrationEffect second = all.demonstrations().get(1);
    assertEquals("d2", second.id());
    assertEquals(all.effect() - ask(head + "['d1','d3']}").effect(), second.leaveOneOut(), 1e-12);
    assertEquals(ask(head + "['d2']}").effect(), second.effect(), 1e-12);
    assertEquals(ask(head + "['d2']}").mass(), second.mass(), 1e-12);
  }

  @Test
  void aCatalogueThatIsTooLargeToPlaceNeedsCandidates() throws Exception {
    String request =
        "{'history':['i1'],'target':'i2','demonstrations':[{'history':['i3'],'target':'i2'}]}";
    assertTrue(Double.isFinite(ask(catalogue(EffectService.MOST_ITEMS), request).effect()));
    PoolVersion larger = catalogue(EffectService.MOST_ITEMS + 1);
    assertThrows(ImpossibleRequest.class, () -> ask(larger, request));
    String named =
        request.replace("'target':'i2','demo", "'target':'i2','candidates':['i4'],'demo");
    assertTrue(Double.isFinite(ask(larger, named).effect()));
  }

  private static PoolVersion catalogue(int items) {
    ItemSpace space =
        ItemSpace.fit(
            IntStream.range(0, items).mapToObj(i -> Item.titled("i" + i, "Title " + i)).toList(),
            List.of(),
            new FitSettings(4, 4, 0, 0, 0, 1));
    return new PoolVersion(
        new VersionSummary(1, Instant.EPOCH, items, 0, 0, 0, ""), space, List.of(), Tuning.START);
  }

  private static EffectsAnswer ask(PoolVersion version, String json) throws Exception {
    EffectsRequest request = JSON.readValue(json.replace('\'', '"'), EffectsRequest.class);
    return new FakePools(version).effectService().effects(POOL, request);
  }

  @Test
  void withoutCandidatesTheTargetCompetesWithTheWholeCatalogue() throws Exception {
    StringBuilder all = new StringBuilder("'i0'");
    for (int i = 1; i < 40; i++) {
      all.append(",'i").append(i).append("'");
    }
    String head = "{'history':['i1'],'target':'i9','demonstrations':['d1']";
    assertEquals(
        ask(head + ",'candidates':[" + all + "]}").effect(), ask(head + "}").effect(), 1e-12);
  }

  @Test
  void noDemonstrationHasNoEffect() throws Exception {
    EffectsAnswer answer = ask("{'history':['i1'],'target':'i9','demonstrations':[]}");
    assertEquals(0, answer.effect());
    assertEquals(0, answer.mass());
    assertEquals(answer.lossBefore(), answer.lossAfter());
  }

  @Test
  void anUnknownDemonstrationIsNamedByItsPlace() {
    ImpossibleRequest refusal =
        assertThrows(
            ImpossibleRequest.class, () -> ask("{'target':'i9','demonstrations':['d1','nobody']}"));
    assertEquals("demonstrations[1]", refusal.field());
  }

  @Test
  void aStrangerWithoutHistoryCanBeAskedAbout() throws Exception {
    EffectsAnswer answer = ask("{'target':{'title':'new'},'demonstrations':['d1']}");
    assertTrue(answer.mass() > 0 && answer.mass() < 1);
    assertTrue(Double.isFinite(answer.effect()));
  }
}
