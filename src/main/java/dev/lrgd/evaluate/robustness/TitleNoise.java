package dev.lrgd.evaluate.robustness;

import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.space.Item;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Demonstrations whose titles lost words, under ids that nobody knows: models see them by what is
 * left of the titles.
 *
 * @param rate chance of each word to be lost
 */
record TitleNoise(double rate) {

  List<Shown<Item>> of(List<Shown<Item>> demonstrations, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return demonstrations.stream()
        .map(d -> new Shown<>(of(d.history(), random), of(d.targets(), random)))
        .toList();
  }

  private List<Item> of(List<Item> items, SplittableRandom random) {
    return items.stream()
        .map(
            item ->
                Item.titled(
                    "noisy " + item.id(),
                    Stream.of(item.title().split(" "))
                        .filter(word -> random.nextDouble() >= rate)
                        .collect(Collectors.joining(" "))))
        .toList();
  }
}
