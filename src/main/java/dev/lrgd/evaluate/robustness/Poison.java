package dev.lrgd.evaluate.robustness;

import dev.lrgd.evaluate.subject.Workshop;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ways to plant demonstrations: real histories, so that they are found, with another target. */
enum Poison {
  /** Everything leads to one item, as in a shilling attack. */
  PROMOTED("promoted item"),

  /** Each leads to what its history least asks for, of {@value #DRAWS} items. */
  ADVERSARIAL("adversarial target");

  private static final int DRAWS = 50;

  final String text;

  Poison(String text) {
    this.text = text;
  }

  /** The pool with so large a share of it planted. */
  List<Demonstration> of(Workshop workshop, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ItemSpace space = workshop.space();
    int promoted = random.nextInt(space.size());
    List<Demonstration> pool = new ArrayList<>();
    for (Demonstration d : workshop.demonstrations()) {
      boolean planted = random.nextDouble() < share;
      int target =
          this == PROMOTED ? promoted : planted ? leastWanted(workshop, d, random) : promoted;
      pool.add(planted ? retargeted(d, space.item(target).id()) : d);
    }
    return pool;
  }

  private static int leastWanted(Workshop workshop, Demonstration d, SplittableRandom random) {
    ItemSpace space = workshop.space();
    List<PlacedItem> history = workshop.placed(workshop.shown(d).history());
    List<PlacedItem> drawn = random.ints(DRAWS, 0, space.size()).mapToObj(space::place).toList();
    double[] scores = workshop.zeroShot(history, drawn);
    int worst = 0;
    for (int c = 1; c < scores.length; c++) {
      worst = scores[c] < scores[worst] ? c : worst;
    }
    return drawn.get(worst).index();
  }

  private static Demonstration retargeted(Demonstration d, String target) {
    return new Demonstration(
        "planted " + d.id(),
        d.user(),
        d.history(),
        target,
        d.time(),
        d.provenance(),
        d.weight(),
        d.anchorWeight(),
        d.effect(),
        d.evidence());
  }
}
