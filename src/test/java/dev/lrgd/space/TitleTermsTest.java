package dev.lrgd.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TitleTermsTest {

  @Test
  void caseAndPunctuationDoNotMatter() {
    assertArrayEquals(terms("War and Peace"), terms("  WAR -- and, peace!"));
  }

  @Test
  void pairsOfWordsTellOrdersApart() {
    int[] one = terms("white dog");
    int[] other = terms("dog white");
    assertEquals(3, one.length);
    assertTrue(!java.util.Arrays.equals(one, other));
  }

  @Test
  void brandAndCategoryAreTermsOfTheirOwn() {
    int[] titled = terms("Emma");
    int[] branded = TitleTerms.of(new Item("1", "Emma", "Jane Austen", "Novel", null));
    assertEquals(titled.length + 2, branded.length);
    int[] word = TitleTerms.of(new Item("1", "Emma Jane", null, null, null));
    int[] brand = TitleTerms.of(new Item("1", "Emma", "Jane", null, null));
    assertTrue(!java.util.Arrays.equals(word, brand));
  }

  @Test
  void lettersOfEveryScriptAreWordsAndSymbolsAreNot() {
    assertEquals(3, terms("Война и".strip() + " \uD83D\uDE00").length);
    assertEquals(0, terms("\u0000\u202E \uD83D\uDE00 --").length);
    assertEquals(0, terms("").length);
  }

  @Test
  void onlyTheHeadOfAnEndlessTitleIsRead() {
    String head = "x ".repeat(500);
    assertArrayEquals(terms(head), terms(head + "tail ".repeat(2000)));
  }

  private static int[] terms(String title) {
    return TitleTerms.of(Item.titled("id", title));
  }
}
