package dev.lrgd.function.start;

import io.quarkus.runtime.configuration.NameIterator;
import io.smallrye.config.PropertyName;

/** The segments of configuration names; see {@link NativePropertiesUtil}. */
final class Segments {
  private Segments() {}

  /** Whether the next segment of the name is that one, which may be {@code *}. */
  static boolean areEqual(NameIterator name, String segment) {
    String text = name.getName();
    int begin = name.getPosition() + 1; // The position is -1 at the beginning, else at a dot.
    int same = 0;
    while (same < segment.length()) {
      char expected = segment.charAt(same);
      if (begin + same >= text.length()) {
        return areEqual(name, text, begin, segment);
      }
      char seen = text.charAt(begin + same);
      if (!isPlain(expected) || !isPlain(seen)) {
        return areEqual(name, text, begin, segment);
      }
      if (expected != seen) {
        return false;
      }
      same++;
    }
    int end = begin + same;
    if (same > 0 && (end == text.length() || text.charAt(end) == '.')) {
      return true;
    }
    return areEqual(name, text, begin, segment);
  }

  private static boolean areEqual(NameIterator name, String text, int begin, String segment) {
    int end = name.getNextEnd();
    int length = end == 0 ? text.length() : end - begin;
    return PropertyName.equals(text, begin, length, segment, 0, segment.length());
  }

  /** Means itself, wherever it stands in a segment. */
  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }
}
