package dev.lrgd.recommend;

import dev.lrgd.dual.DualState;
import dev.lrgd.dual.Tokens;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a user at the moment of a request, as the item space sees it: the query, the
 * user's own tokens and their state, the zero-shot model.
 */
public final class Situation {
  /** The time of a request whose demonstrations all lie in its past. */
  public static final long NOW = Long.MAX_VALUE;

  private final ItemSpace space;
  private final String user;
  private final List<PlacedItem> history;
  private final List<String> chosen;
  private final long time;
  private final long seed;
  private final float[] query;
  private final Tokens own;
  private final DualState prior;

  private Situation(ItemSpace space, String user, List<PlacedItem> history, long time, long seed) {
    this.space = space;
    this.user = user;
    this.history = List.copyOf(history);
    this.chosen = this.history.stream().map(placed -> placed.item().id()).toList();
    this.time = time;
    this.seed = seed;
    this.query = space.query(this.history);
    this.own = space.ownTokens(this.history);
    this.prior = DualState.read(space.kernel(), own, query);
  }

  /**
   * @param user null where the caller did not say
   * @param history oldest first
   * @param time on the demonstrations' own scale; {@link #NOW} where all of them are in the past
   * @param seed of every random choice made for this request
   */
  public static Situation of(
      ItemSpace space, String user, List<PlacedItem> history, long time, long seed) {
    return new Situation(space, user, history, time, seed);
  }

  /** This situation {@code back} items ago: what was chosen next is then known. */
  Situation earlier(int back) {
    return new Situation(space, user, history.subList(0, history.size() - back), time, seed);
  }

  ItemSpace space() {
    return space;
  }

  Optional<String> user() {
    return Optional.ofNullable(user);
  }

  public List<PlacedItem> history() {
    return history;
  }

  /** The ids of the history. */
  List<String> chosen() {
    return chosen;
  }

  long time() {
    return time;
  }

  long seed() {
    return seed;
  }

  float[] query() {
    return query;
  }

  Tokens own() {
    return own;
  }

  /** The dual model before any demonstration. */
  DualState prior() {
    return prior;
  }
}
