package dev.lrgd.recommend;

import dev.lrgd.dual.ListwiseLoss;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What stands in for the unknown next item when demonstrations are judged: the user's own last
 * items, each asked for from the history before it, and what similar users chose next, asked for
 * now.
 *
 * <p>Either competes with items drawn evenly from the catalogue. Neighbours count e^(cosine /
 * temperature); they are asked in groups, so that a demonstration is judged by the choices of
 * others only. The candidates of the request take no part: their truth can not leak into the
 * choice.
 */
final class PseudoTargets {
  private final DemonstrationIndex index;
  private final FirstStageSettings settings;

  PseudoTargets(DemonstrationIndex index, FirstStageSettings settings) {
    this.index = index;
    this.settings = settings;
  }

  /**
   * @param nearest demonstrations that may be shown, nearest first
   * @return none where there is neither a second item in the history nor a neighbour
   */
  List<PseudoTarget> of(Situation situation, int[] nearest) {
    List<PlacedItem> negatives = negatives(situation);
    List<PseudoTarget> targets = new ArrayList<>();
    double share = settings.holdoutShare();
    if (share > 0) {
      addHoldouts(targets, situation, negatives, share);
    }
    if (share < 1 || targets.isEmpty()) {
      addNeighbourhood(targets, situation, nearest, negatives, share < 1 ? 1 - share : 1);
    }
    return targets;
  }

  private void addHoldouts(
      List<PseudoTarget> targets, Situation situation, List<PlacedItem> negatives, double share) {
    int count = Math.min(settings.holdouts(), situation.history().size() - 1);
    for (int back = 1; back <= count; back++) {
      PlacedItem target = situation.history().get(situation.history().size() - back);
      ListwiseLoss loss = new Answer().add(target, 1).loss(situation.space(), negatives);
      targets.add(new PseudoTarget(situation.earlier(back), loss, share / count, Set.of()));
    }
  }

  private void addNeighbourhood(
      List<PseudoTarget> targets,
      Situation situation,
      int[] nearest,
      List<PlacedItem> negatives,
      double share) {
    Map<String, Integer> groupOfUser = new HashMap<>();
    List<Group> groups = new ArrayList<>();
    for (int d : Arrays.copyOf(nearest, Math.min(settings.neighbours(), nearest.length))) {
      String user = index.demonstration(d).user();
      int group = groupOfUser.computeIfAbsent(user, u -> groupOfUser.size() % settings.groups());
      if (group == groups.size()) {
        groups.add(new Group());
      }
      double weight = Math.exp((index.similarity(d, situation) - 1) / settings.temperature());
      groups.get(group).add(user, index.target(d), weight);
    }
    double total = groups.stream().mapToDouble(group -> group.answer.weight).sum();
    for (Group group : groups) {
      ListwiseLoss loss = group.answer.loss(situation.space(), negatives);
      double weight = share * group.answer.weight / total;
      targets.add(new PseudoTarget(situation, loss, weight, group.users));
    }
  }

  /** Some neighbours and what they chose. */
  private static final class Group {
    private final Set<String> users = new HashSet<>();
    private final Answer answer = new Answer();

    void add(String user, PlacedItem target, double weight) {
      users.add(user);
      answer.add(target, weight);
    }
  }

  /** A distribution over items, each known by its id. */
  private static final class Answer {
    private final Map<String, PlacedItem> items = new LinkedHashMap<>();
    private final Map<String, Double> weights = new HashMap<>();
    private double weight;

    Answer add(PlacedItem target, double weight) {
      items.put(target.item().id(), target);
      weights.merge(target.item().id(), weight, Double::sum);
      this.weight += weight;
      return this;
    }

    ListwiseLoss loss(ItemSpace space, List<PlacedItem> negatives) {
      List<PlacedItem> candidates = new ArrayList<>(items.values());
      negatives.stream()
          .filter(item -> !items.containsKey(item.item().id()))
          .forEach(candidates::add);
      double[] pi = new double[candidates.size()];
      for (int c = 0; c < items.size(); c++) {
        pi[c] = weights.get(candidates.get(c).item().id()) / weight;
      }
      return ListwiseLoss.of(space.candidates(candidates), pi);
    }
  }

  /** Distinct catalogue items outside the history, as many as asked for if chance finds them. */
  private List<PlacedItem> negatives(Situation situation) {
    ItemSpace space = situation.space();
    SplittableRandom random = new SplittableRandom(situation.seed());
    Set<Integer> taken = new HashSet<>();
    situation.history().forEach(item -> taken.add(item.index()));
    List<PlacedItem> negatives = new ArrayList<>();
    for (int draw = 0; draw < 2 * settings.negatives() && space.size() > 0; draw++) {
      int item = random.nextInt(space.size());
      if (negatives.size() < settings.negatives() && taken.add(item)) {
        negatives.add(space.place(item));
      }
    }
    return negatives;
  }
}
