package dev.lrgd.feedback;

import java.util.Comparator;

/**
 * Places in a log of outcomes: a number, or two joined by a hyphen as in a Redis stream. The empty
 * place is before all others.
 */
public final class LogPlaces {
  public static final Comparator<String> ORDER =
      Comparator.comparingLong((String place) -> number(place, 0))
          .thenComparingLong(place -> number(place, 1));

  private LogPlaces() {}

  private static long number(String place, int position) {
    String[] numbers = place.split("-", 2);
    return place.isEmpty() || position >= numbers.length ? -1 : Long.parseLong(numbers[position]);
  }
}
