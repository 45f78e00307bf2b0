package dev.lrgd.api;

import dev.lrgd.pool.Demonstration;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * In which order demonstrations are paged, and where a page ended: by a number, the highest first,
 * and by id where that is equal. A cursor holds both of the last demonstration, so that it keeps
 * its place when another version becomes active between two pages.
 */
enum DemonstrationOrder {
  WEIGHT("weight"),
  EFFECT("effect"),
  NEWEST("newest");

  /**
   * @param number a time, which may take all of its bits, or what orders like a double
   */
  private record Place(long number, String id) {}

  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::number).reversed().thenComparing(Place::id);

  private final String text;

  DemonstrationOrder(String text) {
    this.text = text;
  }

  static DemonstrationOrder named(String text) {
    return Arrays.stream(values())
        .filter(order -> order.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.violation(
                    "sort",
                    "must be one of "
                        + Arrays.stream(values())
                            .map(order -> order.text)
                            .collect(Collectors.joining(", "))));
  }

  /** The demonstrations behind a cursor, in order; all of them when it is null. */
  List<Demonstration> after(String cursor, List<Demonstration> demonstrations) {
    Optional<Place> end = Optional.ofNullable(cursor).map(this::read);
    return demonstrations.stream()
        .filter(d -> end.isEmpty() || ORDER.compare(place(d), end.get()) > 0)
        .sorted(Comparator.comparing(this::place, ORDER))
        .toList();
  }

  String cursor(Demonstration last) {
    Place place = place(last);
    String plain = text + " " + place.number() + " " + place.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private Place read(String cursor) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = plain.split(" ", 3);
      if (parts.length == 3 && parts[0].equals(text)) {
        return new Place(Long.parseLong(parts[1]), parts[2]);
      }
    } catch (IllegalArgumentException e) {
      // Not base64, or no number in it: answered below like every other wrong cursor.
    }
    throw ProblemException.violation("cursor", "is not one that a page of this sort gave");
  }

  private Place place(Demonstration demonstration) {
    return new Place(number(demonstration), demonstration.id());
  }

  private long number(Demonstration demonstration) {
    return switch (this) {
      case WEIGHT -> ordered(demonstration.weight());
      case EFFECT -> ordered(demonstration.effect());
      case NEWEST -> demonstration.time();
    };
  }

  /** The bits of a double, those of negative ones turned round, so that they order like it. */
  private static long ordered(double number) {
    long bits = Double.doubleToLongBits(number);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }
}
