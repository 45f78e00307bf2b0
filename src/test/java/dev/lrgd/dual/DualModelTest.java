package dev.lrgd.dual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DualModelTest {
  private static final Kernel KERNEL = new Kernel(1);

  @Test
  void outputInterpolatesBetweenPriorAndDemonstrations() {
    for (int seed = 0; seed < 50; seed++) {
      RandomCase random = RandomCase.of(seed);
      float[] query = random.query();
      DualState own = DualState.read(KERNEL, random.tokens(3), query);
      DualModel model = DualModel.zeroShot(own);
      for (Tokens demonstration : random.demonstrations(4)) {
        model =
            model.plus(DualState.read(KERNEL, demonstration, query), random.random.nextDouble());
      }
      double[] expected = new double[random.valueDimension];
      Vectors.axpy(1 - model.mass(), own.output(), expected);
      Vectors.axpy(model.mass(), model.step().output(), expected);
      assertArrayEquals(expected, model.output(), 1e-13);
    }
  }

  @Test
  void massGrowsWithRepetitionAsRepeatsOverRepeatsPlusPrior() {
    VectorTable one = VectorTable.of(1, 0f);
    DualState token = DualState.read(KERNEL, Tokens.of(one, one, 0), new float[1]);
    DualModel model = DualModel.zeroShot(token.scaled(Math.log(5)));
    assertEquals(1 / 6., model.plus(token).mass(), 1e-15);
    assertEquals(0.5, model.plus(token, Math.log(5)).mass(), 1e-15);
    assertEquals(0.8, model.plus(token, Math.log(20)).mass(), 1e-15);
    assertEquals(20 / 21., model.plus(token, Math.log(100)).mass(), 1e-15);
  }

  @Test
  void contributionsOfTokensAndDemonstrationsAddUpToTheScore() {
    RandomCase random = RandomCase.of(4);
    float[] query = random.query();
    Tokens own = random.tokens(3);
    List<DualState> parts = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      parts.add(DualState.read(KERNEL, own.at(i), query));
    }
    DualModel model = DualModel.zeroShot(DualState.read(KERNEL, own, query));
    for (Tokens demonstration : random.demonstrations(2)) {
      parts.add(DualState.read(KERNEL, demonstration, query));
      model = model.plus(parts.get(parts.size() - 1));
    }
    parts.add(DualState.empty(random.valueDimension));
    Candidates candidates = random.candidates(5);
    double[] sum = new double[5];
    for (double[] contribution : candidates.contributions(parts)) {
      Vectors.axpy(1, contribution, sum);
    }
    assertArrayEquals(candidates.scores(model.output()), candidates.withPrior(sum), 1e-12);
    assertArrayEquals(new double[5], candidates.contributions(parts)[5]);
    assertEquals(0, candidates.contributions(List.of()).length);
  }

  @Test
  void zeroShotModelHasNoMassAndThePriorOutput() {
    RandomCase random = RandomCase.of(1);
    DualState own = DualState.read(KERNEL, random.tokens(3), random.query());
    assertEquals(0, DualModel.zeroShot(own).mass());
    assertArrayEquals(own.output(), DualModel.zeroShot(own).output());
  }

  @Test
  void withoutOwnTokensDemonstrationsTakeAllTheMass() {
    RandomCase random = RandomCase.of(2);
    DualModel nobody = DualModel.zeroShot(DualState.empty(random.valueDimension));
    assertEquals(0, nobody.mass());
    assertArrayEquals(new double[random.valueDimension], nobody.output());
    DualState demonstration = DualState.read(KERNEL, random.tokens(2), random.query());
    assertEquals(1, nobody.plus(demonstration).mass());
    assertArrayEquals(demonstration.output(), nobody.plus(demonstration).output());
  }

  @Test
  void massReachesItsEndsWithoutOverflow() {
    RandomCase random = RandomCase.of(3);
    DualState own = DualState.read(KERNEL, random.tokens(2), random.query());
    assertEquals(1, DualModel.zeroShot(own).plus(own, 1e6).mass());
    double tiny = DualModel.zeroShot(own).plus(own, -700).mass();
    assertTrue(tiny > 0 && tiny < 1e-300);
    assertEquals(0, DualModel.zeroShot(own).plus(own, -1e6).mass());
  }
}
