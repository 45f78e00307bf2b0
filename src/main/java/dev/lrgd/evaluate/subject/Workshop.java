package dev.lrgd.evaluate.subject;

import dev.lrgd.adapt.PoolFit;
import dev.lrgd.dual.DualState;
import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.Split;
import dev.lrgd.evaluate.data.TestList;
import dev.lrgd.evaluate.data.TestLists;
import dev.lrgd.evaluate.incontext.ItemVectors;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.PromptStage;
import dev.lrgd.recommend.Situation;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.List;

/**
 * What the experiments on one data set share: the item space and the demonstrations that an
 * adaptation would make of everything but what a split holds out, and requests for that.
 */
public final class Workshop {
  private final DataSet data;
  private final DataSet training;
  private final PoolFit fit;
  private final DemonstrationIndex index;
  private final List<Request> requests = new ArrayList<>();

  private Workshop(DataSet data, Split split) {
    this.data = data;
    this.training = split.training();
    this.fit =
        PoolFit.of(
            training.items().values(),
            training.interactions(),
            PoolFit.MAX_DEMONSTRATIONS,
            PoolFit.DEMONSTRATION_HISTORY);
    this.index = indexOf(fit.demonstrations());
  }

  /**
   * Fits what a split leaves and draws requests of so many users (all, if there are fewer), among
   * those who chose anything before.
   *
   * @param seed of the users, their negatives and every choice made for a request
   */
  public static Workshop of(DataSet data, Split split, int users, long seed) {
    Workshop workshop = new Workshop(data, split);
    for (TestList list : TestLists.sample(data, split, users, seed)) {
      List<Interaction> history = split.situations().get(list.user()).history();
      workshop.requests.add(
          workshop.request(
              list, workshop.items(history.stream().map(Interaction::item).toList()), seed));
    }
    return workshop;
  }

  private Request request(TestList list, List<Item> history, long seed) {
    Situation situation =
        Situation.of(
            space(),
            list.user(),
            placed(history),
            Situation.NOW,
            31 * seed + list.user().hashCode());
    return new Request(
        history, items(list.candidates()), list.candidates().indexOf(list.positive()), situation);
  }

  private List<Item> items(List<String> ids) {
    return ids.stream().map(data::item).toList();
  }

  /** An item of the space at its place, any other where its title puts it. */
  static PlacedItem place(ItemSpace space, Item item) {
    int index = space.indexOf(item.id());
    return index < 0 ? space.placeByTitle(item) : space.place(index);
  }

  public List<PlacedItem> placed(List<Item> items) {
    return items.stream().map(item -> place(space(), item)).toList();
  }

  public String name() {
    return data.name();
  }

  public List<Request> requests() {
    return requests;
  }

  public ItemSpace space() {
    return fit.space();
  }

  public DemonstrationIndex index() {
    return index;
  }

  public List<Demonstration> demonstrations() {
    return fit.demonstrations();
  }

  /** Other demonstrations over the same items, ready to be searched. */
  public DemonstrationIndex indexOf(List<Demonstration> demonstrations) {
    return DemonstrationIndex.of(
        fit.space(), demonstrations, FirstStageSettings.defaults().transitions());
  }

  /** Items as the in-context recommender sees them. */
  public ItemVectors vectors() {
    return new ItemVectors(fit.space(), training);
  }

  /** What the dual model scores candidates after a history, without demonstrations. */
  public double[] zeroShot(List<PlacedItem> history, List<PlacedItem> candidates) {
    DualState prior =
        DualState.read(space().kernel(), space().ownTokens(history), space().query(history));
    return space().candidates(candidates).scores(prior.output());
  }

  /** What the dual model, shown nothing, expects of a request's candidates: sums to 1. */
  public double[] expectation(Request request) {
    return PromptStage.expectation(request.situation(), placed(request.candidates()));
  }

  /** What an item scores before any attention: popularity, as the dual model weighs it. */
  public double popularity(String id) {
    int index = space().indexOf(id);
    return index < 0 ? 0 : space().priorScore(index);
  }

  public Item item(String id) {
    return data.item(id);
  }

  /** A demonstration as a prompt shows it. */
  public Shown<Item> shown(Demonstration demonstration) {
    return new Shown<>(items(demonstration.history()), List.of(data.item(demonstration.target())));
  }

  public List<Shown<Item>> shown(List<Demonstration> demonstrations) {
    return demonstrations.stream().map(this::shown).toList();
  }
}
