package dev.lrgd.pool.memory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** The bounds of the memory store: full of pools at their bounds it would not fit any machine. */
@ConfigMapping(prefix = "lrgd.store.memory")
public interface MemoryStoreConfig {

  /** How many pools there may be, of all tenants together. */
  @WithDefault("100")
  @Min(1)
  int maxPools();

  /** How many items one pool may hold. */
  @WithDefault("200000")
  @Min(1)
  int maxItems();

  /** How many interactions one pool may hold. */
  @WithDefault("5000000")
  @Min(1)
  int maxInteractions();

  /** How many versions of a pool are kept; the oldest that is not active goes first. */
  @WithDefault("5")
  @Min(2)
  int keptVersions();

  /** How many adaptation reports of a pool are kept; the oldest goes first. */
  @WithDefault("100")
  @Min(1)
  int keptReports();

  /** How many receipts of erasures a pool keeps; the oldest goes first. */
  @WithDefault("10000")
  @Min(1)
  int keptReceipts();
}
