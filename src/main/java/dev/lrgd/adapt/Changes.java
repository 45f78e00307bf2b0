package dev.lrgd.adapt;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolContents;
import dev.lrgd.pool.PoolVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * What became different from one version to the next, in plain sentences. Put together without a
 * formatter: a native start says this of the sample pool, and would load one for nothing else.
 */
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
            ? "Version " + after.number() + " is the first one."
            : "Version " + after.number() + " follows version " + before.number() + ".");
    sentences.add(count("items", before.summary().items(), after.summary().items()));
    sentences.add(
        count("interactions", before.summary().interactions(), after.summary().interactions()));
    sentences.add(demonstrations(before, after));
    if (passedOver > 0) {
      sentences.add(
          passedOver + " interactions name items that were never PUT and were passed over.");
    }
    int heldOut = contents.interactions().size() - passedOver - after.summary().interactions();
    if (heldOut > 0) {
      sentences.add(heldOut + " last choices were held out to judge by.");
    }
    if (contents.older() > 0) {
      sentences.add(
          contents.older()
              + " older interactions were not learnt from, only the newest "
              + contents.interactions().size()
              + ".");
    }
    return sentences;
  }

  private static String count(String what, int before, int after) {
    return after + " " + what + ", " + before + " before.";
  }

  private static String demonstrations(PoolVersion before, PoolVersion after) {
    int stayed = 0;
    for (Demonstration demonstration : after.demonstrations()) {
      stayed += before.indexOf(demonstration.id()) >= 0 ? 1 : 0;
    }
    int total = after.demonstrations().size();
    int gone = before.demonstrations().size() - stayed;
    int fresh = total - stayed;
    return total
        + " demonstrations: "
        + stayed
        + " stayed, "
        + fresh
        + " are new, "
        + gone
        + " left.";
  }
}
