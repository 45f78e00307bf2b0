package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.TestList;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What happens in one simulated world, the same for every arm: real choices of real users, in time
 * order, with a drift half-way.
 *
 * <p>Users fall into two halves ({@link Drift}). Some of each are held out to judge. The choices of
 * the others in the first half are put in time order; the last of them are visits, a round at a
 * time, and those before are known when the simulation begins. From the drift on the visits are
 * those of the second half's users, as many of them as it takes, from their first choice on: nobody
 * knows any of them before. Where data have no times, a user comes at a random moment and makes all
 * choices evenly over a third of the period, in their order.
 *
 * <p>The catalogue is what the world's users chose. Times are counted: one more each choice.
 *
 * @param warmUp choices that are known at the beginning
 * @param rounds visits, round by round
 * @param before held-out users of the first half
 * @param after of the second
 */
record Scenario(
    List<Item> items,
    List<Interaction> warmUp,
    List<List<Visit>> rounds,
    List<Question> before,
    List<Question> after) {
  private static final int NEGATIVES = 19;
  private static final double STAY = 1.0 / 3;

  /** Fewer choices than this make no history worth asking about. */
  private static final int SHORTEST = 4;

  /**
   * @param titles a space that knows every item's title
   */
  static Scenario of(DataSet data, ItemSpace titles, ScenarioSettings settings, long seed) {
    return new Draw(data, settings, seed).scenario(titles);
  }

  /** All choices known after a round; 0 for the beginning. */
  List<Interaction> known(int round) {
    List<Interaction> known = new ArrayList<>(warmUp);
    rounds.subList(0, round).forEach(visits -> visits.forEach(v -> known.add(v.chosen())));
    return known;
  }

  /** The world as it comes about, draw by draw. */
  private static final class Draw {
    private final DataSet data;
    private final Map<String, List<Interaction>> histories;
    private final ScenarioSettings settings;
    private final Random random;
    private final Set<String> catalogue = new LinkedHashSet<>();
    private List<String> items;

    Draw(DataSet data, ScenarioSettings settings, long seed) {
      this.data = data;
      this.histories = data.histories();
      this.settings = settings;
      this.random = new Random(seed);
    }

    Scenario scenario(ItemSpace titles) {
      List<String> users = new ArrayList<>(histories.keySet());
      users.removeIf(user -> histories.get(user).size() < SHORTEST);
      Collections.shuffle(users, random);
      users = users.subList(0, Math.min(settings.users(), users.size()));
      users.forEach(user -> histories.get(user).forEach(i -> catalogue.add(i.item())));
      items = List.copyOf(catalogue);
      List<List<String>> halves = settings.drift().halves(data, users, titles);
      int needed = settings.roundsBefore() * settings.visits();
      int neededAfter = settings.rounds() * settings.visits() - needed;
      List<Interaction> first = timed(replayed(halves.get(0)), Integer.MAX_VALUE);
      List<Interaction> second = timed(replayed(halves.get(1)), neededAfter);
      requireEnough(first.size(), needed + 1, "before");
      requireEnough(second.size(), neededAfter, "after");
      List<Interaction> all = new ArrayList<>(first);
      all.addAll(second.subList(0, neededAfter));
      List<Interaction> counted = new ArrayList<>();
      for (Interaction i : all) {
        counted.add(new Interaction(i.user(), i.item(), counted.size(), i.rating()));
      }
      int begin = first.size() - needed;
      return new Scenario(
          items.stream().map(data::item).toList(),
          counted.subList(0, begin),
          rounds(counted, begin),
          questions(judges(halves.get(0))),
          questions(judges(halves.get(1))));
    }

    private void requireEnough(int choices, int needed, String when) {
      if (choices < needed) {
        throw new DataException(
            "%s: %,d choices %s the drift are too few for its rounds, which need %,d"
                .formatted(data.name(), choices, when, needed));
      }
    }

    private List<String> judges(List<String> half) {
      return half.subList(0, Math.min(settings.judges(), half.size() / 2));
    }

    private List<String> replayed(List<String> half) {
      return half.subList(judges(half).size(), half.size());
    }

    private record Moment(double time, Interaction choice) {}

    /** Choices of as many of the users as it takes, in time order. */
    private List<Interaction> timed(List<String> users, int atLeast) {
      List<Moment> moments = new ArrayList<>();
      for (String user : users) {
        if (moments.size() >= atLeast) {
          break;
        }
        List<Interaction> history = histories.get(user);
        double start = (1 - STAY) * random.nextDouble();
        for (int i = 0; i < history.size(); i++) {
          double time =
              data.timestamped() ? history.get(i).time() : start + STAY * i / history.size();
          moments.add(new Moment(time, history.get(i)));
        }
      }
      moments.sort(Comparator.comparingDouble(Moment::time));
      return moments.stream().map(Moment::choice).toList();
    }

    private List<List<Visit>> rounds(List<Interaction> counted, int begin) {
      Map<String, List<String>> before = new HashMap<>();
      List<Visit> visits = new ArrayList<>();
      for (Interaction choice : counted) {
        List<String> history = before.computeIfAbsent(choice.user(), u -> new ArrayList<>());
        if (choice.time() >= begin) {
          visits.add(
              new Visit(List.copyOf(history), choice, candidates(choice), random.nextDouble()));
        }
        history.add(choice.item());
      }
      List<List<Visit>> rounds = new ArrayList<>();
      for (int from = 0; from < visits.size(); from += settings.visits()) {
        rounds.add(visits.subList(from, from + settings.visits()));
      }
      return rounds;
    }

    private List<String> candidates(Interaction choice) {
      Set<String> taken = new HashSet<>();
      histories.get(choice.user()).forEach(i -> taken.add(i.item()));
      List<String> candidates = new ArrayList<>(List.of(choice.item()));
      SplittableRandom own = new SplittableRandom(random.nextLong());
      while (candidates.size() <= NEGATIVES && taken.size() < items.size()) {
        String item = items.get(own.nextInt(items.size()));
        if (taken.add(item)) {
          candidates.add(item);
        }
      }
      Collections.shuffle(candidates, new Random(own.nextLong()));
      return candidates;
    }

    private List<Question> questions(List<String> judges) {
      List<Question> questions = new ArrayList<>();
      for (String judge : judges) {
        List<Interaction> history = histories.get(judge);
        Interaction last = history.get(history.size() - 1);
        questions.add(
            new Question(
                history.subList(0, history.size() - 1).stream().map(Interaction::item).toList(),
                new TestList(judge, last.item(), candidates(last))));
      }
      return questions;
    }
  }
}
