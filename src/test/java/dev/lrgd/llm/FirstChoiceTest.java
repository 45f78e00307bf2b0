package dev.lrgd.llm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.llm.Completion.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstChoiceTest {
  private final Labels labels = Labels.draw(3, 5, List.of());

  private String letter(int candidate) {
    return labels.of(candidate).substring(0, 1);
  }

  private Optional<double[]> read(Place... places) {
    return FirstChoice.logProbabilities(new Completion("", "m", 1, 1, List.of(places)), labels);
  }

  private static Place sure(String token) {
    return new Place(token, Map.of(token, 0.0));
  }

  private static double log(double p) {
    return Math.log(p);
  }

  @Test
  void isReadWhereTheFirstLabelBegins() {
    Place first =
        new Place(
            letter(1),
            Map.of(letter(0), log(0.2), letter(1), log(0.5), letter(2), log(0.1), "{", log(0.2)));
    double[] expected = {log(0.25), log(0.625), log(0.125)};
    assertArrayEquals(
        expected,
        read(sure("{\""), sure("R"), sure("anking"), sure("\":[\""), first, sure("99"))
            .orElseThrow(),
        1e-12);
    assertArrayEquals(expected, read(first).orElseThrow(), 1e-12);
  }

  @Test
  void tokensOfOneLabelCountTogether() {
    Map<String, Double> likeliest = new HashMap<>();
    likeliest.put("\"" + letter(0), log(0.3));
    likeliest.put(labels.of(0), log(0.3));
    likeliest.put(letter(1), log(0.2));
    likeliest.put(letter(2), log(0.2));
    assertArrayEquals(
        new double[] {log(0.6), log(0.2), log(0.2)},
        read(new Place(labels.of(0), likeliest)).orElseThrow(),
        1e-12);
  }

  @Test
  void whatIsNotAmongTheLikeliestIsAsLikelyAsTheLeast() {
    double[] p =
        read(new Place(letter(0), Map.of(letter(0), log(0.8), letter(1), log(0.1)))).orElseThrow();
    assertArrayEquals(new double[] {log(0.8), log(0.1), log(0.1)}, p, 1e-12);
    assertEquals(1, Arrays.stream(p).map(Math::exp).sum(), 1e-12);
  }

  @Test
  void whatAnEndpointCallsImpossibleIsUnlikelyAndNotMore() {
    double[] p =
        read(new Place(letter(0), Map.of(letter(0), 0.0, letter(1), -9999.0))).orElseThrow();
    assertEquals(0, p[0], 1e-12);
    assertEquals(Math.log(Double.MIN_NORMAL), p[1], 1e-9);
    assertEquals(p[1], p[2]);
  }

  @Test
  void ofRanksAloneItIsZipfsLaw() {
    assertArrayEquals(
        new double[] {log(6 / 11.), log(3 / 11.), log(2 / 11.)},
        FirstChoice.byLogRanks(Fusion.logRanks(List.of(0, 1, 2), 3)),
        1e-12);
  }

  @Test
  void withoutLogProbabilitiesOrWithMoreCandidatesThanLettersThereIsNone() {
    assertEquals(Optional.empty(), read());
    assertEquals(Optional.empty(), read(sure("["), sure("nothing")));
    Labels many = Labels.draw(21, 5, List.of());
    assertEquals(
        Optional.empty(),
        FirstChoice.logProbabilities(
            new Completion("", "m", 1, 1, List.of(sure(many.of(0)))), many));
  }
}
