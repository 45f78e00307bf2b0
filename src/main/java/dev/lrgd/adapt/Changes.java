package dev.lrgd.adapt;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolContents;
import dev.lrgd.pool.PoolVersion;
import java.util.ArrayList;
import java.util.List;

/** What became different from one version to the next, in plain sentences. */
final class Changes {
  private Changes() {}

  /**
   * Says what the version adds to what was active.
   *
   * @param passedOver how many interactions name items that were never PUT
   */
  static List<String> between(PoolContents contents, PoolVersion after, int passedOver) {
    PoolVersion before = contents.active();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        before.number() == 0
            ? "Version %d is the first one.".formatted(after.number())
            : "Version %d follows version %d.".formatted(after.number(), before.number()));
    sentences.add(count("items", before.summary().items(), after.summary().items()));
    sentences.add(
        count("interactions", before.summary().interactions(), after.summary().interactions()));
    sentences.add(demonstrations(before, after));
    if (passedOver > 0) {
      sentences.add(
          "%d interactions name items that were never PUT and were passed over."
              .formatted(passedOver));
    }
    int heldOut = contents.interactions().size() - passedOver - after.summary().interactions();
    if (heldOut > 0) {
      sentences.add("%d last choices were held out to judge by.".formatted(heldOut));
    }
    if (contents.older() > 0) {
      sentences.add(
          "%d older interactions were not learnt from, only the newest %d."
              .formatted(contents.older(), contents.interactions().size()));
    }
    return sentences;
  }

  private static String count(String what, int before, int after) {
    return "%d %s, %d before.".formatted(after, what, before);
  }

  private static String demonstrations(PoolVersion before, PoolVersion after) {
    int stayed = 0;
    for (Demonstration demonstration : after.demonstrations()) {
      stayed += before.indexOf(demonstration.id()) >= 0 ? 1 : 0;
    }
    int total = after.demonstrations().size();
    int gone = before.demonstrations().size() - stayed;
    return "%d demonstrations: %d stayed, %d are new, %d left."
        .formatted(total, stayed, total - stayed, gone);
  }
}
