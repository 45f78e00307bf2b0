package dev.lrgd.evaluate.convert;

/** Text of metadata, which comes with stray blanks and line breaks or not at all. */
final class Words {
  private Words() {}

  static String orEmpty(String text) {
    return text == null ? "" : text.strip().replaceAll("\\s+", " ");
  }

  static String orNull(String text) {
    String words = orEmpty(text);
    return words.isEmpty() ? null : words;
  }
}
