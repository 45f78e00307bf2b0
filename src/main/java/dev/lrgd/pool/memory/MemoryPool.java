package dev.lrgd.pool.memory;

import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.ErasureReceipt;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.NewestInteractions;
import dev.lrgd.pool.PoolContents;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStatus;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.PoolView;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One pool. Writers exclude each other; a reader goes through {@link #active} and the concurrent
 * maps of {@link Catalogue} and {@link InteractionLog}, none of which ever shows half of a version.
 */
final class MemoryPool {

  private final PoolId id;
  private final MemoryStoreConfig config;
  private final Catalogue catalogue;
  private final InteractionLog interactions;
  private final TreeMap<Integer, PoolVersion> versions = new TreeMap<>();
  private final Deque<AdaptationReport> reports = new ArrayDeque<>();
  private volatile PoolVersion active;

  private int lastNumber;
  private long lastToken;
  private Optional<AdaptationTurn.Granted> running = Optional.empty();
  private final Set<String> erasedWhileRunning = new HashSet<>();

  /** Scheduled times up to this one are over, served or not: their reports were dropped. */
  private Instant forgotten = Instant.MIN;

  /** When users were erased, by their fingerprints; a forgotten one would let a user come back. */
  private final Map<String, Instant> tombstones = new HashMap<>();

  private final Map<String, ErasureReceipt> receipts = new LinkedHashMap<>();

  MemoryPool(PoolId id, MemoryStoreConfig config, Instant createdAt) {
    this.id = id;
    this.config = config;
    this.catalogue = new Catalogue(config.maxItems());
    this.interactions = new InteractionLog(config.maxInteractions());
    this.active = PoolVersion.none(createdAt);
  }

  synchronized PoolStatus status() {
    return new PoolStatus(
        id,
        active.number() == 0 ? Optional.empty() : Optional.of(active.summary()),
        catalogue.size(),
        interactions.size(),
        catalogue.staged(),
        interactions.staged(),
        catalogue.vectorLength(),
        Optional.ofNullable(reports.peekFirst()));
  }

  synchronized void stageItems(List<Item> items) {
    catalogue.stage(items);
  }

  synchronized void stageInteractions(List<Interaction> added) {
    interactions.stage(added);
  }

  synchronized void stageChoices(List<Interaction> choices) {
    interactions.stageChoices(choices.stream().filter(choice -> !isErasedSince(choice)).toList());
  }

  private boolean isErasedSince(Interaction choice) {
    Instant erasedAt = tombstones.get(Fingerprint.of(List.of(choice.user())));
    return erasedAt != null && choice.time() <= erasedAt.getEpochSecond();
  }

  /**
   * Takes no lock. The catalogue holds every item of every version, so an item that the version
   * read here does not know is found there, whatever is published in between.
   */
  PoolView view(Collection<String> ids, Optional<String> user) {
    PoolVersion version = active;
    List<Interaction> history = user.map(interactions::of).orElse(List.of());
    Map<String, Item> staged = new HashMap<>();
    Stream.concat(ids.stream(), history.stream().map(Interaction::item))
        .filter(item -> version.space().indexOf(item) < 0)
        .forEach(item -> catalogue.find(item).ifPresent(found -> staged.put(item, found)));
    return new PoolView(version, staged, history, List.of());
  }

  synchronized List<VersionSummary> versions() {
    return versions.descendingMap().values().stream().map(PoolVersion::summary).toList();
  }

  synchronized VersionSummary activate(int number, Optional<Integer> expected) {
    PoolVersion version = versions.get(number);
    if (version == null) {
      throw new StoreRefusal.UnknownVersion(id, number);
    }
    if (expected.isPresent() && expected.get() != active.number()) {
      throw new StoreRefusal.Conflict(
          "Version %d is active, not %d.".formatted(active.number(), expected.get()));
    }
    active = version;
    return version.summary();
  }

  synchronized AdaptationTurn beginAdaptation(
      Optional<Instant> scheduledTime, int maxInteractions) {
    Optional<AdaptationReport> done = scheduledTime.flatMap(this::servedBy);
    if (done.isPresent()) {
      return new AdaptationTurn.Done(done.get());
    }
    if (running.isPresent()) {
      throw new StoreRefusal.Conflict("An adaptation of this pool is running.");
    }
    PoolContents contents =
        new PoolContents(
            catalogue.all(),
            new NewestInteractions(maxInteractions).addAll(interactions.all()),
            active,
            lastNumber + 1);
    AdaptationTurn.Granted turn = new AdaptationTurn.Granted(id, ++lastToken, contents);
    catalogue.beginFold();
    interactions.beginFold();
    erasedWhileRunning.clear();
    running = Optional.of(turn);
    return turn;
  }

  private Optional<AdaptationReport> servedBy(Instant scheduledTime) {
    return reports.stream()
        .filter(report -> report.scheduledTime().equals(Optional.of(scheduledTime)))
        .findFirst()
        .or(
            () ->
                scheduledTime.isAfter(forgotten)
                    ? Optional.empty()
                    : Optional.of(reports.getLast()));
  }

  synchronized void publish(
      AdaptationTurn.Granted turn, PoolVersion version, AdaptationReport report) {
    requireRunning(turn);
    if (active.number() != turn.contents().active().number()) {
      throw new StoreRefusal.Conflict(
          "Version %d was activated while the adaptation ran.".formatted(active.number()));
    }
    PoolVersion clean = version;
    for (String user : erasedWhileRunning) {
      clean = clean.without(user);
    }
    lastNumber = version.number();
    versions.put(version.number(), clean);
    active = clean;
    reports.addFirst(report);
    end();
    catalogue.endFold(true);
    interactions.endFold(true);
    forgetOldest();
  }

  synchronized void conclude(AdaptationTurn.Granted turn, AdaptationReport report) {
    requireRunning(turn);
    reports.addFirst(report);
    release(turn);
    forgetOldest();
  }

  synchronized void goBack(AdaptationTurn.Granted turn, int number, AdaptationReport report) {
    requireRunning(turn);
    activate(number, Optional.of(turn.contents().active().number()));
    conclude(turn, report);
  }

  synchronized void release(AdaptationTurn.Granted turn) {
    if (isRunning(turn)) {
      end();
      catalogue.endFold(false);
      interactions.endFold(false);
    }
  }

  synchronized List<AdaptationReport> adaptations() {
    return List.copyOf(reports);
  }

  synchronized ErasureReceipt erase(String user, Instant now) {
    int erasedInteractions = interactions.erase(user);
    int erasedDemonstrations = 0;
    int erasedVersions = 0;
    for (Map.Entry<Integer, PoolVersion> entry : versions.entrySet()) {
      PoolVersion clean = entry.getValue().without(user);
      if (clean != entry.getValue()) {
        erasedVersions++;
        erasedDemonstrations +=
            entry.getValue().demonstrations().size() - clean.demonstrations().size();
        entry.setValue(clean);
      }
    }
    if (active.number() > 0) {
      active = versions.get(active.number());
    }
    if (running.isPresent()) {
      erasedWhileRunning.add(user);
    }
    tombstones.put(Fingerprint.of(List.of(user)), now);
    return new ErasureReceipt(now, erasedInteractions, 0, erasedDemonstrations, erasedVersions);
  }

  synchronized void keep(String name, ErasureReceipt receipt) {
    receipts.put(name, receipt);
    if (receipts.size() > config.keptReceipts()) {
      receipts.remove(receipts.keySet().iterator().next());
    }
  }

  synchronized Optional<ErasureReceipt> receipt(String name) {
    return Optional.ofNullable(receipts.get(name));
  }

  private void requireRunning(AdaptationTurn.Granted turn) {
    if (!isRunning(turn)) {
      throw new StoreRefusal.Conflict("Another adaptation of this pool took over.");
    }
  }

  private boolean isRunning(AdaptationTurn.Granted turn) {
    return running.isPresent() && running.get().token() == turn.token();
  }

  private void end() {
    running = Optional.empty();
    erasedWhileRunning.clear();
  }

  private void forgetOldest() {
    for (Integer number : new ArrayList<>(versions.keySet())) {
      if (versions.size() > config.keptVersions() && number != active.number()) {
        versions.remove(number);
      }
    }
    while (reports.size() > config.keptReports()) {
      forget(reports.removeLast());
    }
  }

  private void forget(AdaptationReport report) {
    if (report.scheduledTime().isPresent() && report.endsTimesUpTo().isAfter(forgotten)) {
      forgotten = report.endsTimesUpTo();
    }
  }
}
