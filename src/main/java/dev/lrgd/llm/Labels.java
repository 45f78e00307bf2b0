package dev.lrgd.llm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which the candidates of one request stand in its prompt: a letter and two digits,
 * drawn anew for every request. Nobody who writes a title can know them, and no title of the
 * request contains one of them, so that a title can name no candidate, not even by luck.
 *
 * <p>Up to {@value #LETTERS} candidates begin with letters of their own: the first letter of an
 * answer then tells which candidate a model prefers, whatever its tokenizer makes of the rest.
 */
public final class Labels {
  private static final String FIRST = "BCDFGHJKLMNPQRSTVWXZ";
  static final int LETTERS = 20;

  /** 0 and 1 look like letters. */
  private static final String DIGITS = "23456789";

  /** The largest request has no more candidates. */
  public static final int MOST = 500;

  static final Pattern FORM = Pattern.compile("(?<![A-Za-z0-9])[B-Zb-z][2-9][2-9](?![A-Za-z0-9])");
  private static final Pattern ANYWHERE = Pattern.compile("(?i)(?=([B-Z][2-9][2-9]))");

  private final List<String> labels;
  private final Map<String, Integer> index = new HashMap<>();

  private Labels(List<String> labels) {
    this.labels = labels;
    for (int i = 0; i < labels.size(); i++) {
      index.put(labels.get(i), i);
    }
  }

  /**
   * @param count of candidates, up to {@value #MOST}
   * @param texts in which no label occurs
   */
  static Labels draw(int count, long seed, Iterable<String> texts) {
    if (count > MOST) {
      throw new IllegalArgumentException(count + " candidates are more than " + MOST);
    }
    Random random = new Random(seed);
    List<List<String>> byLetter = new ArrayList<>();
    Set<String> taken = occurring(texts);
    for (char letter : FIRST.toCharArray()) {
      byLetter.add(free(letter, taken, random));
    }
    Collections.shuffle(byLetter, random);
    List<String> labels = new ArrayList<>(count);
    for (int round = 0; labels.size() < count; round++) {
      for (List<String> free : byLetter) {
        if (round < free.size() && labels.size() < count) {
          labels.add(free.get(round));
        }
      }
    }
    return new Labels(labels);
  }

  /** Those that no text holds; the others after them, for texts that hold nearly all there are. */
  private static List<String> free(char letter, Set<String> taken, Random random) {
    List<String> free = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (char a : DIGITS.toCharArray()) {
      for (char b : DIGITS.toCharArray()) {
        String label = "" + letter + a + b;
        (taken.contains(label) ? others : free).add(label);
      }
    }
    Collections.shuffle(free, random);
    free.addAll(others);
    return free;
  }

  private static Set<String> occurring(Iterable<String> texts) {
    Set<String> occurring = new HashSet<>();
    for (String text : texts) {
      Matcher matcher = ANYWHERE.matcher(text);
      while (matcher.find()) {
        occurring.add(matcher.group(1).toUpperCase(Locale.ROOT));
      }
    }
    return occurring;
  }

  public int size() {
    return labels.size();
  }

  String of(int candidate) {
    return labels.get(candidate);
  }

  /** -1 for what is no label of this request. */
  int indexOf(String label) {
    return index.getOrDefault(label.toUpperCase(Locale.ROOT), -1);
  }

  /** The candidate whose label alone begins with a letter; -1 where none or several do. */
  int indexOfLetter(char letter) {
    int found = -1;
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).charAt(0) == Character.toUpperCase(letter)) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }
}
