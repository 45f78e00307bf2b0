package dev.lrgd.function;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lrgd.pool.PoolId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What asks for adaptations: the input of an EventBridge Scheduler schedule, the event of an
 * EventBridge rule, or somebody by hand.
 *
 * @param list whether the pools are to be named and none adapted, for whoever invokes this function
 *     once a pool
 * @param pools {@code name} or {@code tenant/name}; null for every pool there is
 * @param scheduledTime a schedule's own time
 * @param source of an event by a rule, where {@code time} is the scheduled one
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record AdaptEvent(
    boolean list, List<String> pools, String scheduledTime, String source, String time) {

  /** Empty for what was asked for by hand, which is never a repetition. */
  Optional<Instant> scheduled() {
    if (scheduledTime != null) {
      return Optional.of(instant(scheduledTime, "/scheduledTime"));
    }
    return source == null || time == null ? Optional.empty() : Optional.of(instant(time, "/time"));
  }

  /** The pools that are named, each once; empty where none is. */
  Optional<List<PoolId>> named() {
    return Optional.ofNullable(pools)
        .map(names -> names.stream().map(AdaptEvent::pool).distinct().toList());
  }

  private static PoolId pool(String name) {
    if (name == null) {
      throw new InvalidEvent("no pool name: /pools");
    }
    try {
      return PoolId.parse(name);
    } catch (IllegalArgumentException e) {
      throw new InvalidEvent("no pool name: /pools");
    }
  }

  private static Instant instant(String text, String place) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidEvent("not a time like 2026-11-23T08:00:00Z: " + place);
    }
  }
}
