package dev.lrgd.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises; each implementation runs it. */
public abstract class PoolStoreContract {

  protected static final PoolId BOOKS = PoolId.of("books");
  protected static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  /** A store without any pool, whose clock stands at {@link #NOW}. */
  protected abstract PoolStore store();

  @Test
  void aPoolBeginsToExistWithItsFirstItemsOrInteractions() {
    PoolStore store = store();
    assertThrows(StoreRefusal.UnknownPool.class, () -> store.status(BOOKS));

    store.stageItems(BOOKS, List.of(item("a")));
    store.stageInteractions(PoolId.of("films"), List.of(interaction("u", "a", 1)));

    assertEquals(
        List.of("books", "films"),
        store.pools(PoolId.DEFAULT_TENANT).stream().map(s -> s.pool().name()).toList());
    assertEquals(Optional.empty(), store.status(BOOKS).active());
  }

  @Test
  void everyMethodRefusesAPoolThatDoesNotExist() {
    PoolStore store = store();
    List<Callable<?>> calls =
        List.of(
            () -> store.status(BOOKS),
            () -> store.view(BOOKS, List.of("a"), Optional.empty()),
            () -> history(store, "u"),
            () -> required(store),
            () -> requiredLater(store),
            () -> staged(store, interaction("u", "a", 1)),
            () -> store.versions(BOOKS),
            () -> store.activate(BOOKS, 1, Optional.empty()),
            () -> store.beginAdaptation(BOOKS, Optional.empty(), 1000),
            () -> store.adaptations(BOOKS),
            () -> store.erase(BOOKS, "u"));
    for (Callable<?> call : calls) {
      assertThrows(StoreRefusal.UnknownPool.class, call::call);
    }
    assertEquals(List.of(), store.pools(PoolId.DEFAULT_TENANT));
  }

  private static PoolStore required(PoolStore store) {
    store.require(BOOKS);
    return store;
  }

  private static Void requiredLater(PoolStore store) throws Exception {
    return settled(store.requireAsync(BOOKS));
  }

  private static PoolStore staged(PoolStore store, Interaction choice) {
    store.stageChoices(BOOKS, List.of(choice));
    return store;
  }

  private static <T> T settled(CompletionStage<T> stage) throws Exception {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreRefusal refusal ? refusal : e;
    }
  }

  @Test
  void whoeverMustNotWaitIsServedTheSame() throws Exception {
    PoolStore store = store();
    stageTwoUsers(store);
    settled(store.requireAsync(BOOKS));
    int before = store.status(BOOKS).interactions();
    settled(store.stageChoicesAsync(BOOKS, List.of(interaction("w", "a", NOW.getEpochSecond()))));
    assertEquals(before + 1, store.status(BOOKS).interactions());
    assertThrows(
        StoreRefusal.UnknownPool.class,
        () -> settled(store.stageChoicesAsync(PoolId.of("unknown"), List.of())));
  }

  @Test
  void tenantsDoNotSeeEachOther() {
    PoolStore store = store();
    PoolId theirs = new PoolId("acme", "books");
    store.stageItems(BOOKS, List.of(item("a")));
    store.stageItems(theirs, List.of(item("b"), item("c")));

    assertEquals(1, store.status(BOOKS).items());
    assertEquals(List.of(theirs), store.pools("acme").stream().map(PoolStatus::pool).toList());
    assertTrue(store.pools().contains(theirs));
    assertTrue(store.pools().size() >= 2);
    assertTrue(store.view(BOOKS, List.of("b"), Optional.empty()).staged().isEmpty());
  }

  @Test
  void aStagedItemIsFoundAtOnceAndTheLatestWins() {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("a"), item("b")));
    store.stageItems(BOOKS, List.of(Item.titled("a", "Emma")));

    PoolView view = store.view(BOOKS, List.of("a", "unknown"), Optional.empty());

    assertEquals(0, view.version().number());
    assertEquals(Map.of("a", "Emma"), titles(view));
    assertEquals(2, store.status(BOOKS).items());
    assertEquals(2, store.status(BOOKS).stagedItems());
  }

  @Test
  void theSameInteractionTwiceChangesNothing() {
    PoolStore store = store();
    Interaction one = interaction("u", "a", 5);
    store.stageInteractions(BOOKS, List.of(one, one));
    store.stageInteractions(BOOKS, List.of(one));

    assertEquals(1, store.status(BOOKS).interactions());
    assertEquals(1, store.status(BOOKS).stagedInteractions());
    assertEquals(List.of(one), history(store, "u"));
  }

  @Test
  void aRatingIsReplacedAndAnotherTimeIsAnotherInteraction() {
    PoolStore store = store();
    store.stageInteractions(BOOKS, List.of(interaction("u", "a", 5)));
    Interaction rated = new Interaction("u", "a", 5, 4);
    store.stageInteractions(BOOKS, List.of(rated, interaction("u", "a", 6)));

    assertEquals(List.of(rated, interaction("u", "a", 6)), history(store, "u"));
  }

  @Test
  void aHistoryIsOldestFirstAndWithoutTimesInTheOrderOfArrival() {
    PoolStore store = store();
    store.stageInteractions(BOOKS, List.of(interaction("u", "b", 9), interaction("u", "a", 3)));
    store.stageInteractions(BOOKS, List.of(interaction("v", "y", 0), interaction("v", "x", 0)));

    assertEquals(List.of("a", "b"), items(history(store, "u")));
    assertEquals(List.of("y", "x"), items(history(store, "v")));
    assertEquals(List.of(), history(store, "stranger"));
  }

  @Test
  void vectorsOfAnotherLengthAreAConflictAndNothingIsStored() {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("a"), withVector("b", 1, 2)));
    assertEquals(OptionalInt.of(2), store.status(BOOKS).vectorLength());

    List<Item> mixed = List.of(item("c"), withVector("d", 1, 2, 3));
    assertThrows(StoreRefusal.Conflict.class, () -> store.stageItems(BOOKS, mixed));

    assertEquals(2, store.status(BOOKS).items());
  }

  @Test
  void publishingFoldsWhatWasStagedAndLeavesWhatCameLater() {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("b"), item("a")));
    store.stageInteractions(BOOKS, List.of(interaction("u", "a", 1), interaction("u", "b", 2)));
    AdaptationTurn.Granted turn = begin(store);
    store.stageItems(BOOKS, List.of(item("late")));
    store.stageInteractions(BOOKS, List.of(interaction("u", "late", 3)));

    store.publish(turn, version(turn), report(turn, Optional.empty()));

    assertEquals(List.of("a", "b"), turn.contents().items().stream().map(Item::id).toList());
    assertEquals(List.of("a", "b"), items(turn.contents().interactions()));
    PoolStatus status = store.status(BOOKS);
    assertEquals(1, status.active().orElseThrow().number());
    assertEquals(3, status.items());
    assertEquals(1, status.stagedItems());
    assertEquals(1, status.stagedInteractions());
    PoolView view = store.view(BOOKS, List.of("a", "late"), Optional.empty());
    assertEquals(1, view.version().number());
    assertEquals(Set.of("late"), view.staged().keySet());
    assertEquals(1, store.adaptations(BOOKS).size());
  }

  @Test
  void aReleasedTurnChangesNothingAndLetsTheNextOneBegin() {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("a")));
    AdaptationTurn.Granted lost = begin(store);
    assertThrows(
        StoreRefusal.Conflict.class, () -> store.beginAdaptation(BOOKS, Optional.empty(), 1000));

    store.release(lost);

    assertEquals(1, store.status(BOOKS).stagedItems());
    AdaptationTurn.Granted next = begin(store);
    assertThrows(
        StoreRefusal.Conflict.class,
        () -> store.publish(lost, version(lost), report(lost, Optional.empty())));
    store.release(lost);
    store.publish(next, version(next), report(next, Optional.empty()));
    assertEquals(1, store.versions(BOOKS).size());
  }

  @Test
  void oneScheduledTimeIsServedOnce() {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("a")));
    Optional<Instant> scheduled = Optional.of(NOW);
    AdaptationTurn.Granted turn =
        assertInstanceOf(
            AdaptationTurn.Granted.class, store.beginAdaptation(BOOKS, scheduled, 1000));
    AdaptationReport report = report(turn, scheduled);
    store.publish(turn, version(turn), report);

    AdaptationTurn again = store.beginAdaptation(BOOKS, scheduled, 1000);

    assertEquals(report, assertInstanceOf(AdaptationTurn.Done.class, again).report());
    assertInstanceOf(
        AdaptationTurn.Granted.class,
        store.beginAdaptation(BOOKS, Optional.of(NOW.plusSeconds(1)), 1000));
  }

  @Test
  void anAdaptationIsGivenTheNewestInteractionsAndTheOthersStayInThePool() {
    PoolStore store = store();
    stageTwoUsers(store);
    store.stageInteractions(BOOKS, List.of(interaction("u", "b", 0)));
    AdaptationTurn.Granted turn =
        assertInstanceOf(
            AdaptationTurn.Granted.class, store.beginAdaptation(BOOKS, Optional.empty(), 4));

    assertEquals(
        Stream.of("u", "v")
            .flatMap(user -> Stream.of(interaction(user, "a", 1), interaction(user, "b", 2)))
            .toList(),
        turn.contents().interactions());
    assertEquals(1, turn.contents().older());

    publish(store, turn);
    assertEquals(0, store.status(BOOKS).stagedInteractions());
    assertEquals(3, history(store, "u").size());
  }

  @Test
  void neverMoreInteractionsWaitThanThereAre() {
    PoolStore store = store();
    store.stageInteractions(BOOKS, List.of(interaction("u", "a", 5), interaction("v", "a", 6)));
    store.stageInteractions(BOOKS, List.of(new Interaction("u", "a", 5, 1)));
    assertEquals(2, store.status(BOOKS).stagedInteractions());

    store.erase(BOOKS, "u");
    store.erase(BOOKS, "v");

    assertEquals(0, store.status(BOOKS).stagedInteractions());
  }

  @Test
  void aTurnThatPublishesNothingLeavesItsReportAndEverythingElseAsItWas() {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("a")));
    publish(store);
    store.stageItems(BOOKS, List.of(item("b")));
    Optional<Instant> scheduled = Optional.of(NOW);
    AdaptationTurn.Granted turn =
        assertInstanceOf(
            AdaptationTurn.Granted.class, store.beginAdaptation(BOOKS, scheduled, 1000));
    AdaptationReport held = report(turn, scheduled);

    store.conclude(turn, held);

    assertEquals(1, store.version(BOOKS).number());
    assertEquals(List.of(1), numbers(store));
    assertEquals(1, store.status(BOOKS).stagedItems());
    assertEquals(held, store.adaptations(BOOKS).get(0));
    assertEquals(Optional.of(held), store.status(BOOKS).lastAdaptation());
    AdaptationTurn again = store.beginAdaptation(BOOKS, scheduled, 1000);
    assertEquals(held, assertInstanceOf(AdaptationTurn.Done.class, again).report());
    assertThrows(StoreRefusal.Conflict.class, () -> store.conclude(turn, held));
    assertEquals(2, begin(store).contents().nextNumber());
  }

  @Test
  void aTurnThatGoesBackMovesThePointerAndLeavesItsReportInOneStep() {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("a")));
    publish(store);
    publish(store);
    store.stageItems(BOOKS, List.of(item("b")));
    AdaptationTurn.Granted turn = begin(store);
    AdaptationReport report = report(turn, Optional.empty());

    assertThrows(StoreRefusal.UnknownVersion.class, () -> store.goBack(turn, 9, report));
    store.goBack(turn, 1, report);

    assertEquals(1, store.version(BOOKS).number());
    assertEquals(List.of(2, 1), numbers(store));
    assertEquals(report, store.adaptations(BOOKS).get(0));
    assertEquals(1, store.status(BOOKS).stagedItems());
    assertThrows(StoreRefusal.Conflict.class, () -> store.goBack(turn, 2, report));
    assertEquals(3, begin(store).contents().nextNumber());
  }

  @Test
  void aTurnDoesNotGoBackWhereSomebodyElseWentMeanwhile() {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("a")));
    publish(store);
    publish(store);
    publish(store);
    AdaptationTurn.Granted turn = begin(store);
    store.activate(BOOKS, 1, Optional.empty());

    assertThrows(
        StoreRefusal.Conflict.class, () -> store.goBack(turn, 2, report(turn, Optional.empty())));

    assertEquals(1, store.version(BOOKS).number());
    assertEquals(3, store.adaptations(BOOKS).size());
  }

  @Test
  void aVersionKeepsTheStrengthsItWasTunedTo() {
    PoolStore store = store();
    stageTwoUsers(store);
    publish(store);
    publish(store);
    store.erase(BOOKS, "u");
    store.activate(BOOKS, 1, Optional.empty());
    assertEquals(Tuning.START.withMassCap(0.25), store.version(BOOKS).tuning());
  }

  @Test
  void activationGoesBackAndForwardAndKeepsItemsFindable() {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("a")));
    publish(store);
    store.stageItems(BOOKS, List.of(item("b")));
    publish(store);

    assertEquals(1, store.activate(BOOKS, 1, Optional.of(2)).number());

    PoolView view = store.view(BOOKS, List.of("a", "b"), Optional.empty());
    assertEquals(1, view.version().number());
    assertEquals(Set.of("b"), view.staged().keySet());
    assertThrows(StoreRefusal.Conflict.class, () -> store.activate(BOOKS, 2, Optional.of(2)));
    assertEquals(2, store.activate(BOOKS, 2, Optional.empty()).number());
    assertThrows(
        StoreRefusal.UnknownVersion.class, () -> store.activate(BOOKS, 3, Optional.empty()));
    publish(store);
    assertEquals(List.of(3, 2, 1), numbers(store));
  }

  @Test
  void anAdaptationDoesNotOverruleAnActivationThatCameBetween() {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("a")));
    publish(store);
    publish(store);
    AdaptationTurn.Granted turn = begin(store);
    store.activate(BOOKS, 1, Optional.empty());

    assertThrows(
        StoreRefusal.Conflict.class,
        () -> store.publish(turn, version(turn), report(turn, Optional.empty())));

    assertEquals(1, store.version(BOOKS).number());
    assertEquals(List.of(2, 1), numbers(store));
  }

  @Test
  void erasureReachesEveryKeptVersionAndTheOneBeingMade() {
    PoolStore store = store();
    stageTwoUsers(store);
    publish(store);
    publish(store);
    AdaptationTurn.Granted turn = begin(store);

    ErasureReceipt receipt = store.erase(BOOKS, "u");
    store.publish(turn, version(turn), report(turn, Optional.empty()));

    assertEquals(new ErasureReceipt(NOW, 2, 0, 2, 2), receipt);
    assertEquals(List.of(), history(store, "u"));
    for (int number : numbers(store)) {
      store.activate(BOOKS, number, Optional.empty());
      PoolVersion version = store.version(BOOKS);
      assertEquals(List.of("v"), version.demonstrations().stream().map(d -> d.user()).toList());
      assertEquals(1, version.demonstrations().get(0).weight());
      assertEquals(1, version.summary().demonstrations());
    }
    assertEquals(new ErasureReceipt(NOW, 0, 0, 0, 0), store.erase(BOOKS, "u"));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        99_999_999,
        100_000_000,
        1_700_000_000,
        99_999_999_999L,
        1_700_000_000_000L,
        100_000_000_000L,
        1_700_000_000_000_000L,
        1_700_000_000_000_000_000L
      })
  void aChoiceFollowsWhatIsOlderAndIsStagedOnceOnEveryScaleOfTime(long time) {
    PoolStore store = store();
    long recommendedAt = NOW.getEpochSecond();
    Interaction choice = interaction("u", "c", recommendedAt);
    store.stageInteractions(
        BOOKS, List.of(interaction("u", "a", time), interaction("u", "b", time)));

    store.stageChoices(BOOKS, List.of(choice, interaction("u", "d", recommendedAt + 1), choice));
    store.stageChoices(BOOKS, List.of(choice));

    boolean isPast = time != 99_999_999_999L;
    assertEquals(
        isPast ? List.of("a", "b", "c", "d") : List.of("c", "d", "a", "b"),
        items(history(store, "u")));
    assertEquals(4, store.status(BOOKS).interactions());
  }

  @Test
  void aChoiceThatCameBeforeItsUsersScaleWasKnownIsStagedOnce() {
    PoolStore store = store();
    Interaction choice = interaction("u", "c", NOW.getEpochSecond());
    store.stageInteractions(BOOKS, List.of(interaction("v", "a", 1)));
    store.stageChoices(BOOKS, List.of(choice));
    store.stageInteractions(BOOKS, List.of(interaction("u", "a", 1000 * NOW.getEpochSecond())));

    store.stageChoices(BOOKS, List.of(choice));

    assertEquals(List.of("c", "a"), items(history(store, "u")));
  }

  @Test
  void aChoiceOfSomebodyErasedSinceItsRecommendationIsLeftOut() {
    PoolStore store = store();
    stageTwoUsers(store);
    store.erase(BOOKS, "u");
    long then = NOW.getEpochSecond();

    store.stageChoices(
        BOOKS,
        List.of(
            interaction("u", "a", then),
            interaction("u", "b", then + 1),
            interaction("v", "c", then)));
    store.stageInteractions(BOOKS, List.of(interaction("u", "c", 5)));

    assertEquals(List.of("c", "b"), items(history(store, "u")));
    assertEquals(List.of("a", "b", "c"), items(history(store, "v")));
    assertEquals(5, store.status(BOOKS).interactions());
    store.erase(BOOKS, "v");
    store.stageChoices(BOOKS, List.of(interaction("v", "a", then)));
    assertEquals(List.of(), history(store, "v"));
    assertEquals(2, store.status(BOOKS).interactions());
  }

  @Test
  void aReceiptIsKeptInItsPoolAlone() {
    PoolStore store = store();
    PoolId films = PoolId.of("films");
    store.stageItems(BOOKS, List.of(item("a")));
    store.stageItems(films, List.of(item("a")));
    ErasureReceipt receipt = store.erase(BOOKS, "u").withOutcomes(3);

    store.keep(BOOKS, "receipt", receipt);

    assertEquals(Optional.of(receipt), store.receipt(BOOKS, "receipt"));
    assertEquals(Optional.empty(), store.receipt(BOOKS, "another"));
    assertEquals(Optional.empty(), store.receipt(films, "receipt"));
  }

  @Test
  void aReaderNeverSeesAMixtureOfVersions() throws Exception {
    PoolStore store = store();
    store.stageItems(BOOKS, List.of(item("item-0")));
    publish(store);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> reads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        reads.add(readers.submit(() -> readUntil(done, store)));
      }
      for (int round = 1; round <= 60; round++) {
        store.stageItems(BOOKS, List.of(item("item-" + round)));
        publish(store);
        store.activate(BOOKS, round, Optional.empty());
        store.activate(BOOKS, round + 1, Optional.empty());
      }
      done.set(true);
      for (Future<Integer> read : reads) {
        assertTrue(read.get() > 0);
      }
    } finally {
      done.set(true);
      readers.shutdownNow();
    }
  }

  /** Version n has the items 0 to n-1; every other item of the pool is staged. */
  private static int readUntil(AtomicBoolean done, PoolStore store) {
    int reads = 0;
    while (!done.get()) {
      PoolView view = store.view(BOOKS, List.of("item-0"), Optional.empty());
      int number = view.version().number();
      assertEquals(number, view.version().space().size());
      assertEquals(number, view.version().summary().items());
      assertFalse(view.staged().containsKey("item-0"));
      PoolView last = store.view(BOOKS, List.of("item-" + (number - 1)), Optional.empty());
      boolean known = last.version().space().indexOf("item-" + (number - 1)) >= 0;
      assertEquals(!known, last.staged().containsKey("item-" + (number - 1)));
      reads++;
    }
    return reads;
  }

  @Test
  void aVersionInHandStaysAsItIs() {
    PoolStore store = store();
    stageTwoUsers(store);
    publish(store);
    PoolVersion held = store.version(BOOKS);

    store.erase(BOOKS, "u");
    publish(store);

    assertEquals(2, held.demonstrations().size());
    assertSame(held.demonstrations().get(0), held.demonstrations().get(held.indexOf("d-u")));
  }

  public static void stageTwoUsers(PoolStore store) {
    store.stageItems(BOOKS, List.of(item("a"), item("b")));
    for (String user : List.of("u", "v")) {
      store.stageInteractions(BOOKS, List.of(interaction(user, "a", 1), interaction(user, "b", 2)));
    }
  }

  public static AdaptationTurn.Granted begin(PoolStore store) {
    return begin(store, BOOKS);
  }

  public static AdaptationTurn.Granted begin(PoolStore store, PoolId pool) {
    return assertInstanceOf(
        AdaptationTurn.Granted.class, store.beginAdaptation(pool, Optional.empty(), 1000));
  }

  public static void publish(PoolStore store) {
    publish(store, begin(store));
  }

  public static void publish(PoolStore store, AdaptationTurn.Granted turn) {
    store.publish(turn, version(turn), report(turn, Optional.empty()));
  }

  /** One demonstration per user: the last item after the ones before. */
  public static PoolVersion version(AdaptationTurn.Granted turn) {
    PoolContents contents = turn.contents();
    List<String> users =
        contents.interactions().stream().map(Interaction::user).distinct().toList();
    List<Demonstration> demonstrations = new ArrayList<>();
    for (String user : users) {
      List<String> items =
          items(contents.interactions().stream().filter(i -> i.user().equals(user)).toList());
      double share = 1.0 / users.size();
      demonstrations.add(
          new Demonstration(
              "d-" + user,
              user,
              items.subList(0, items.size() - 1),
              items.get(items.size() - 1),
              0,
              Provenance.REAL,
              share,
              share,
              0,
              Evidence.NONE));
    }
    return new PoolVersion(
        new VersionSummary(
            contents.nextNumber(),
            NOW,
            contents.items().size(),
            users.size(),
            contents.interactions().size(),
            demonstrations.size(),
            ""),
        ItemSpace.fit(contents.items(), contents.interactions(), FitSettings.defaults()),
        demonstrations,
        Tuning.START.withMassCap(0.25));
  }

  public static AdaptationReport report(
      AdaptationTurn.Granted turn, Optional<Instant> scheduledTime) {
    VersionSummary after = new VersionSummary(turn.contents().nextNumber(), NOW, 0, 0, 0, 0, "");
    return new AdaptationReport(
        scheduledTime,
        NOW,
        NOW,
        Optional.empty(),
        after,
        0,
        List.of("Something changed."),
        Verdict.COMMITTED,
        true,
        Findings.none(new Findings.Steps(1, 1, 0, 0)));
  }

  public static Item item(String id) {
    return Item.titled(id, "Title of " + id);
  }

  private static Item withVector(String id, float... vector) {
    return new Item(id, "Title of " + id, null, null, vector);
  }

  public static Interaction interaction(String user, String item, long time) {
    return new Interaction(user, item, time, Double.NaN);
  }

  private static List<String> items(List<Interaction> interactions) {
    return interactions.stream().map(Interaction::item).toList();
  }

  private static Map<String, String> titles(PoolView view) {
    return view.staged().values().stream()
        .collect(java.util.stream.Collectors.toMap(Item::id, Item::title));
  }

  private static List<Integer> numbers(PoolStore store) {
    return store.versions(BOOKS).stream().map(VersionSummary::number).toList();
  }

  /** What a user chose, oldest first. */
  public static List<Interaction> history(PoolStore store, String user) {
    return store.view(BOOKS, List.of(), Optional.of(user)).history();
  }
}
