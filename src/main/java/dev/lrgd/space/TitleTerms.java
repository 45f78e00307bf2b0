package dev.lrgd.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The terms of an item's title: words, pairs of neighbouring words, brand and category, each hashed
 * to one of {@value #BUCKETS} buckets (the hashing trick, Weinberger et al. 2009), so that no
 * vocabulary has to be kept and a title never seen before is read the same way.
 */
final class TitleTerms {
  static final int BUCKETS = 1 << 16;

  /** Longer titles are read up to here: the head of a title names the item. */
  private static final int MAX_CHARACTERS = 1000;

  private TitleTerms() {}

  /** The distinct buckets of an item's terms, ascending. */
  static int[] of(Item item) {
    List<String> words = words(item.title());
    int[] buckets = new int[2 * words.size() + 2];
    int n = 0;
    for (int i = 0; i < words.size(); i++) {
      buckets[n++] = bucket("w", words.get(i));
      if (i > 0) {
        buckets[n++] = bucket("p", words.get(i - 1) + ' ' + words.get(i));
      }
    }
    if (item.brand() != null && !item.brand().isBlank()) {
      buckets[n++] = bucket("b", fold(item.brand()));
    }
    if (item.category() != null && !item.category().isBlank()) {
      buckets[n++] = bucket("c", fold(item.category()));
    }
    return Arrays.stream(buckets, 0, n).sorted().distinct().toArray();
  }

  private static List<String> words(String title) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String text = fold(title);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetterOrDigit(c)) {
        word.appendCodePoint(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  private static String fold(String text) {
    String head = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
    return head.strip().toLowerCase(Locale.ROOT);
  }

  /** FNV-1a over the characters, mixed: String.hashCode collides on short words of like letters. */
  private static int bucket(String kind, String term) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < kind.length(); i++) {
      h = (h ^ kind.charAt(i)) * 0x100000001b3L;
    }
    for (int i = 0; i < term.length(); i++) {
      h = (h ^ term.charAt(i)) * 0x100000001b3L;
    }
    h ^= h >>> 32;
    return (int) (h ^ (h >>> 16)) & (BUCKETS - 1);
  }
}
