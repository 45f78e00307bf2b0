package dev.lrgd.pool.redis;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.ModelCalibration;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.Readout;
import dev.lrgd.space.SpaceStatistics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A pool version as parts and back. What comes back answers every request like what went in, bit by
 * bit: vectors were rounded when they were fitted, and all other numbers are kept as they are.
 */
final class VersionCodec {

  static final String META = "meta";
  static final String ITEMS = "items";
  static final String TABLES = "tables";
  static final String DEMONSTRATIONS = "demonstrations";

  /** In the order in which {@link #read} expects them. */
  static final List<String> PARTS = List.of(META, ITEMS, TABLES, DEMONSTRATIONS);

  /** Everything of a version that is neither long nor many. */
  record Meta(
      VersionSummary summary,
      Readout readout,
      SpaceStatistics statistics,
      Tuning tuning,
      List<ModelCalibration> calibrations) {}

  private VersionCodec() {}

  static Map<String, byte[]> write(PoolVersion version, long token) {
    ItemSpace space = version.space();
    Map<String, byte[]> parts = new LinkedHashMap<>(writeDemonstrations(version, token));
    parts.put(ITEMS, part(version, token, ItemsPart.write(space.items()), true));
    parts.put(TABLES, part(version, token, space.tables(), false));
    return parts;
  }

  /** The parts that change when a user is erased. */
  static Map<String, byte[]> writeDemonstrations(PoolVersion version, long token) {
    ItemSpace space = version.space();
    Meta meta =
        new Meta(
            version.summary(),
            space.readout(),
            space.statistics(),
            version.tuning(),
            version.calibrations());
    byte[] json = StoredJson.write(meta).getBytes(StandardCharsets.UTF_8);
    byte[] demonstrations = DemonstrationsPart.write(version.demonstrations(), space);
    return Map.of(
        META, part(version, token, json, true),
        DEMONSTRATIONS, part(version, token, demonstrations, true));
  }

  /**
   * A version from its parts, in the order of {@link #PARTS}.
   *
   * @throws Part.NewerFormat if a later release wrote one
   * @throws IllegalArgumentException if they do not belong together, or are not what was written
   */
  static PoolVersion read(List<byte[]> bytes) {
    List<Part> parts = bytes.stream().map(Part::of).toList();
    for (Part part : parts) {
      if (part.version() != parts.get(0).version() || part.token() != parts.get(0).token()) {
        throw new IllegalArgumentException("its parts are of two versions");
      }
    }
    // Demonstrations beside items and vectors: either takes about as long as the other.
    CompletableFuture<ByteBuffer> inflated = CompletableFuture.supplyAsync(parts.get(3)::content);
    try {
      List<Item> items = ItemsPart.read(parts.get(1).content());
      List<String> ids = items.stream().map(Item::id).toList();
      CompletableFuture<List<Demonstration>> demonstrations =
          inflated.thenApplyAsync(content -> DemonstrationsPart.read(content, ids));
      String json = StandardCharsets.UTF_8.decode(parts.get(0).content()).toString();
      Meta meta = StoredJson.read(json, Meta.class);
      ItemSpace space =
          ItemSpace.of(items, meta.readout(), meta.statistics(), parts.get(2).content());
      return new PoolVersion(
          meta.summary(), space, demonstrations.join(), meta.tuning(), meta.calibrations());
    } catch (CompletionException e) {
      throw new IllegalArgumentException("its demonstrations cannot be read", e.getCause());
    }
  }

  private static byte[] part(PoolVersion version, long token, byte[] content, boolean deflated) {
    return Part.write(version.number(), token, content, deflated);
  }
}
