package dev.lrgd.evaluate.convert;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of metadata, which comes with stray blanks and line breaks, with the characters that HTML
 * escapes, or not at all.
 */
final class Words {
  private static final Pattern ESCAPED =
      Pattern.compile("&(?:(#x?)([0-9A-Fa-f]{1,6})|([a-z]{2,4}));");

  /** What XML defines, and the blank that shops are fond of. */
  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

  private Words() {}

  static String orEmpty(String text) {
    return text == null
        ? ""
        : ESCAPED.matcher(text).replaceAll(Words::plain).strip().replaceAll("\\s+", " ");
  }

  static String orNull(String text) {
    String words = orEmpty(text);
    return words.isEmpty() ? null : words;
  }

  /** What is not known stays as it is. */
  private static String plain(MatchResult escaped) {
    String plain = escaped.group(1) == null ? NAMED.get(escaped.group(3)) : character(escaped);
    return Matcher.quoteReplacement(plain == null ? escaped.group() : plain);
  }

  private static String character(MatchResult escaped) {
    try {
      int radix = escaped.group(1).equals("#") ? 10 : 16;
      return Character.toString(Integer.parseInt(escaped.group(2), radix));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
