package dev.lrgd.pool;

import java.util.Optional;

/**
 * What ids and titles may look like. Lengths are in characters as people count them (code points),
 * so that an emoji is one.
 */
public final class Text {

  public static final int MAX_ID = 200;
  public static final int MAX_TITLE = 1000;

  private Text() {}

  /** Why this cannot be the id of an item, a user or an event; empty when it can. */
  public static Optional<String> faultOfId(String id) {
    if (id.isEmpty()) {
      return Optional.of("is empty");
    }
    if (isLongerThan(MAX_ID, id)) {
      return Optional.of("is longer than " + MAX_ID + " characters");
    }
    if (id.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("holds a control character");
    }
    return faultOfEncoding(id);
  }

  /** The same for a user, whom a path must be able to name: users are erased by their path. */
  public static Optional<String> faultOfUserId(String id) {
    return id.equals(".") || id.equals("..")
        ? Optional.of("is '" + id + "', which no path can name")
        : faultOfId(id);
  }

  /** Why this cannot be a title; empty when it can. */
  public static Optional<String> faultOfTitle(String title) {
    if (isLongerThan(MAX_TITLE, title)) {
      return Optional.of("is longer than " + MAX_TITLE + " characters");
    }
    return faultOfEncoding(title);
  }

  /**
   * A title on one line: every run of white space and control characters is one space. Titles of
   * real catalogues hold line feeds and tabs, which mean nothing.
   */
  public static String onOneLine(String title) {
    return title.replaceAll("[\\s\\p{Cc}]+", " ").strip();
  }

  private static boolean isLongerThan(int limit, String text) {
    return text.length() > limit && text.codePointCount(0, text.length()) > limit;
  }

  // Half of a surrogate pair can be written in JSON but not in UTF-8: it would come back changed.
  private static Optional<String> faultOfEncoding(String text) {
    boolean broken =
        text.codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    return broken ? Optional.of("holds half of a surrogate pair") : Optional.empty();
  }
}
