package dev.lrgd.llm;

import java.text.Normalizer;
import java.util.Map;

/**
 * A title as it may stand in a prompt: one line of visible text, not too long, that can neither end
 * the quotes around it nor look like a part of the prompt or of a chat template.
 *
 * <p>Compatibility forms are folded (NFKC, Unicode Annex 15); what is invisible, unassigned or
 * turns the direction of reading goes; in a word that mixes Latin with Cyrillic or Greek the
 * look-alikes become Latin (after Unicode Technical Standard 39), words of one script stay as they
 * are; every character that delimits something somewhere becomes a harmless one. What remains may
 * still read like an instruction: the answer is checked for that reason ({@link AnswerReader}).
 */
final class SafeTitle {
  private static final String UNTITLED = "(untitled)";
  private static final String CUT = "...";
  private static final int MOST_MARKS = 2;

  private static final String LOOK_ALIKES =
      "аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwкkмmтtвbнhАAВBЕEКKМMНHОOРPСCТTХXУYІIЈJЅS"
          + "αaοoρpνvιiκkυuΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";

  private static final Map<Integer, Integer> LATIN = pairs(LOOK_ALIKES);

  private static final Map<Integer, Integer> HARMLESS =
      pairs("\"'“'”'„'«'»'`'\\/<(>){(})[(])|/#-~-‹'›'【(】)⟨(⟩)");

  private SafeTitle() {}

  /**
   * @param maxLength in code points, at least 4
   */
  static String of(String title, int maxLength) {
    String folded = Normalizer.normalize(title, Normalizer.Form.NFKC);
    StringBuilder safe = new StringBuilder();
    for (String word : visible(folded).split(" ")) {
      if (!word.isEmpty()) {
        safe.append(safe.isEmpty() ? "" : " ").append(isMixed(word) ? replaced(word, LATIN) : word);
      }
    }
    String text = cut(replaced(safe.toString(), HARMLESS), maxLength);
    return text.isEmpty() ? UNTITLED : text;
  }

  /** White space and controls as spaces, nothing invisible, no pile of combining marks. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    int marks = 0;
    for (int c : text.codePoints().toArray()) {
      boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
      marks = mark ? marks + 1 : 0;
      if (isSpace(c)) {
        visible.append(' ');
      } else if (isVisible(c) && marks <= MOST_MARKS) {
        visible.appendCodePoint(c);
      }
    }
    return visible.toString();
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.ENCLOSING_MARK ->
          false;
      // Blank in most fonts, and used to hide text (variation selectors, fillers).
      default -> !((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || isFiller(c));
    };
  }

  private static boolean isFiller(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
  }

  private static boolean isMixed(String word) {
    boolean latin = false;
    boolean lookAlike = false;
    for (int c : word.codePoints().toArray()) {
      latin |= Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
      lookAlike |= LATIN.containsKey(c);
    }
    return latin && lookAlike;
  }

  private static String replaced(String text, Map<Integer, Integer> by) {
    StringBuilder replaced = new StringBuilder(text.length());
    text.codePoints().forEach(c -> replaced.appendCodePoint(by.getOrDefault(c, c)));
    return replaced.toString();
  }

  private static String cut(String text, int maxLength) {
    if (text.codePointCount(0, text.length()) <= maxLength) {
      return text;
    }
    int kept = text.offsetByCodePoints(0, maxLength - CUT.length());
    return text.substring(0, kept).stripTrailing() + CUT;
  }

  private static Map<Integer, Integer> pairs(String pairs) {
    Map<Integer, Integer> map = new java.util.HashMap<>();
    int[] codePoints = pairs.codePoints().toArray();
    for (int i = 0; i < codePoints.length; i += 2) {
      map.put(codePoints[i], codePoints[i + 1]);
    }
    return Map.copyOf(map);
  }
}
