package dev.lrgd.space;

import java.util.Objects;

/**
 * User chose item at a time. Equal triples are the same interaction.
 *
 * @param time seconds since the epoch, or any other number that grows along a user's history
 * @param rating NaN where none was given
 */
public record Interaction(String user, String item, long time, double rating) {
  public Interaction {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(item, "item");
  }
}
