package dev.lrgd.recommend;

import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * Prepared pools, each as long as its version is in use. The key is the version object, not its
 * number: erasing a user leaves the number and makes another object.
 */
@ApplicationScoped
public class PreparedPools {
  private final Function<Tuning, FirstStageSettings> settings;
  private final PromptStage.Settings ofPrompts;
  private final Map<PoolVersion, Entry> entries = new WeakHashMap<>();
  private volatile DemonstrationIndex ready;

  @Inject
  PreparedPools(FirstStageConfig config, PromptStageConfig ofPrompts) {
    this(config::settings, ofPrompts.settings());
  }

  PreparedPools(Function<Tuning, FirstStageSettings> settings, PromptStage.Settings ofPrompts) {
    this.settings = settings;
    this.ofPrompts = ofPrompts;
  }

  /** Takes an index that was made beforehand, for a version that it fits. */
  public void use(DemonstrationIndex index) {
    ready = index;
  }

  PreparedPool of(PoolVersion version) {
    Entry entry;
    synchronized (entries) {
      entry = entries.computeIfAbsent(version, v -> new Entry());
    }
    return entry.get(version);
  }

  /** Prepared by whoever comes first; requests for other pools do not wait. Never holds its key. */
  private final class Entry {
    private PreparedPool pool;

    synchronized PreparedPool get(PoolVersion version) {
      if (pool == null) {
        FirstStageSettings tuned = settings.apply(version.tuning());
        pool = PreparedPool.of(version, tuned, ofPrompts, index(version, tuned.transitions()));
      }
      return pool;
    }

    private DemonstrationIndex index(PoolVersion version, int transitions) {
      DemonstrationIndex made = ready;
      return made != null && made.isOf(version.space(), version.demonstrations(), transitions)
          ? made
          : DemonstrationIndex.of(version.space(), version.demonstrations(), transitions);
    }
  }
}
