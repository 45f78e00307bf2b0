package dev.lrgd.evaluate.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Dungeons &amp; Dragons | Dungeons & Dragons",
        "&quot;Halo&quot; &#39;3&#x27; &lt;b&gt; | \"Halo\" '3' <b>",
        "caf&#233;&nbsp;&nbsp;noir | caf\u00e9 noir",
        "$1 &amp;amp; \\ | $1 &amp; \\",
        "AT&T; R&D &unknown; &#xFFFFFF; &#12ab; | AT&T; R&D &unknown; &#xFFFFFF; &#12ab;"
      })
  void escapedCharactersBecomePlainOnceAndWhatIsNoneStays(String given, String expected) {
    assertEquals(expected, Words.orEmpty(given));
  }

  @Test
  void blanksAreOneAndNothingIsNothing() {
    assertEquals("a b", Words.orEmpty(" a \n\t b "));
    assertEquals("", Words.orEmpty(null));
    assertNull(Words.orNull(" &nbsp; "));
  }
}
