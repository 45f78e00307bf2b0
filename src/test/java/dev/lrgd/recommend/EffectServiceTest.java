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
import dev.lrgd.recommend.EffectsAnswer.DemonstrationEffect;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectServiceTest {
  private static final PoolId POOL = PoolId.of("books");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world = new World(1, 40, 60);

  private EffectsAnswer ask(String json) throws Exception {
    EffectsRequest request = JSON.readValue(json.replace('\'', '"'), EffectsRequest.class);
    return new FakePools(world.version()).effectService().effects(POOL, request);
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
