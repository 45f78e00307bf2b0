package dev.lrgd.space;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Interactions as histories: one array of item indices a user, oldest first. */
final class Histories {
  /** Only the end of a longer history is used: one user must not outweigh hundreds. */
  private static final int MAX_LENGTH = 200;

  private Histories() {}

  /** Users in order of first appearance; ties in time keep the order of input. */
  static int[][] of(Collection<Interaction> interactions, Map<String, Integer> indexOfItem) {
    Map<String, List<Interaction>> byUser = new LinkedHashMap<>();
    Set<Interaction> seen = new HashSet<>();
    for (Interaction interaction : interactions) {
      Interaction identity =
          new Interaction(interaction.user(), interaction.item(), interaction.time(), Double.NaN);
      if (indexOfItem.containsKey(interaction.item()) && seen.add(identity)) {
        byUser.computeIfAbsent(interaction.user(), user -> new ArrayList<>()).add(interaction);
      }
    }
    return byUser.values().stream().map(list -> history(list, indexOfItem)).toArray(int[][]::new);
  }

  private static int[] history(List<Interaction> interactions, Map<String, Integer> indexOfItem) {
    interactions.sort(Comparator.comparingLong(Interaction::time));
    return interactions.stream()
        .skip(Math.max(0, interactions.size() - MAX_LENGTH))
        .mapToInt(interaction -> indexOfItem.get(interaction.item()))
        .toArray();
  }

  /** Each history without its last item. */
  static int[][] withoutLast(int[][] histories) {
    int[][] shorter = new int[histories.length][];
    for (int h = 0; h < histories.length; h++) {
      shorter[h] = java.util.Arrays.copyOf(histories[h], Math.max(0, histories[h].length - 1));
    }
    return shorter;
  }
}
