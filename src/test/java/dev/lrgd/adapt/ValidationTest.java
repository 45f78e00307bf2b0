package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Tuning;
import dev.lrgd.recommend.FirstStageSettings;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final SecondStageSettings SETTINGS =
      new SecondStageSettings(
          40, 6, 1, 5.8, 20, 0.1, 0.2, true, true, 24, 10, 0.02, 0.05, true, true, 1);

  private final SmallWorld world = new SmallWorld(4);
  private final ValidationSlice slice = ValidationSlice.of(world.interactions, 1, SETTINGS);
  private final Validation validation =
      Validation.of(world.space, slice.cases(), FirstStageSettings.defaults()::tuned, 1);
  private final List<Demonstration> demonstrations = world.demonstrations(40);

  @Test
  void theSliceIsTheLastChoiceOfATenthOfTheUsersAndInNoTraining() {
    assertEquals(SmallWorld.USERS / 10, validation.users());
    for (ValidationSlice.Case heldOut : slice.cases()) {
      assertEquals(5, heldOut.history().size());
      assertTrue(
          slice.training().stream()
              .noneMatch(
                  i -> i.user().equals(heldOut.user()) && i.item().equals(heldOut.target())));
    }
    assertEquals(world.interactions.size() - validation.users(), slice.training().size());
    List<String> users = slice.cases().stream().map(ValidationSlice.Case::user).toList();
    List<String> others =
        ValidationSlice.of(world.interactions, 2, SETTINGS).cases().stream()
            .map(ValidationSlice.Case::user)
            .toList();
    assertTrue(!users.equals(others), "nobody's choice stays out of every version");
  }

  @Test
  void measuringTwiceAndByPartsComesToTheSame() {
    Validation.Measured whole = validation.measure(demonstrations, Tuning.START);
    assertArrayEquals(
        whole.ndcg(), validation.ndcg(validation.index(demonstrations), Tuning.START));
    double[] parts =
        IntStream.of(0, 8, 16)
            .mapToObj(from -> validation.part(from, from + 8))
            .flatMapToDouble(
                part -> Arrays.stream(part.measure(demonstrations, Tuning.START).ndcg()))
            .toArray();
    assertArrayEquals(whole.ndcg(), parts);
  }

  @Test
  void whatIsMeasuredIsWhatUsersWouldBeShown() {
    Validation.Measured measured = validation.measure(demonstrations, Tuning.START);
    assertEquals(validation.users(), measured.lists().size());
    for (List<Integer> list : measured.lists()) {
      assertEquals(10, list.size());
      assertEquals(10, new HashSet<>(list).size());
    }
    assertTrue(Arrays.stream(measured.ndcg()).allMatch(x -> x >= 0 && x <= 1));
    int shown = measured.shown().values().stream().mapToInt(n -> n).sum();
    assertTrue(shown <= 4 * validation.users());
    assertTrue(measured.masses().size() <= validation.users());
    assertTrue(measured.masses().stream().allMatch(m -> m > 0 && m <= Tuning.START.massCap()));
    // By chance it would be some 0.09 of 48 candidates.
    double mean = Arrays.stream(measured.ndcg()).average().orElseThrow();
    assertTrue(mean > 0.2, "NDCG@10 " + mean);
  }

  @Test
  void aPoolThatShowsNoneIsTheUsersOwnModel() {
    double[] none = validation.ndcg(validation.index(List.of()), Tuning.START);
    Validation.Measured zeroShot =
        validation.measure(demonstrations, Tuning.START.withZeroShot(true));
    assertArrayEquals(none, zeroShot.ndcg());
    assertEquals(0, zeroShot.shown().size());
  }
}
