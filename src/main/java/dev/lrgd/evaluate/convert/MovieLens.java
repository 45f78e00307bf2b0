package dev.lrgd.evaluate.convert;

import dev.lrgd.evaluate.data.Csv;
import dev.lrgd.evaluate.data.MalformedLine;
import dev.lrgd.evaluate.data.TextFile;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * MovieLens (Harper and Konstan 2015): {@code ratings.dat} and {@code movies.dat} of 1M and 10M,
 * {@code ratings.csv} and {@code movies.csv} of the later ones. A line tells which it is. Genres
 * become the category.
 */
final class MovieLens implements PublicFormat {
  private static final String SEPARATOR = "::";
  private static final int USER = 0;
  private static final int MOVIE = 1;
  private static final int RATING = 2;
  private static final int TIME = 3;

  /** Latin 1 reads any bytes, and the titles are looked at again below. */
  @Override
  public TextFile open(Path file) {
    return TextFile.latin1(file);
  }

  @Override
  public Interaction interaction(String line) {
    List<String> fields = fields(line, 4);
    return isHeader(fields)
        ? null
        : new Interaction(
            fields.get(USER),
            fields.get(MOVIE),
            (long) number(fields.get(TIME)),
            number(fields.get(RATING)));
  }

  @Override
  public Item item(String line) {
    List<String> fields = fields(line, 3);
    if (isHeader(fields)) {
      return null;
    }
    String genres = fields.get(2).replace("|", ", ");
    boolean listed = !genres.isEmpty() && !genres.startsWith("(");
    String title = Words.orEmpty(decoded(fields.get(1)));
    return new Item(fields.get(0), title, null, listed ? genres : null, null);
  }

  /** 1M is in Latin 1, everything later in UTF-8: which Latin 1 text hardly ever is by chance. */
  private static String decoded(String latin1) {
    ByteBuffer bytes = ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return latin1;
    }
  }

  private static List<String> fields(String line, int count) {
    int first = line.indexOf(SEPARATOR);
    boolean csv = first < 0 || line.lastIndexOf(',', first) >= 0;
    List<String> fields = csv ? Csv.fields(line) : List.of(line.split(SEPARATOR, -1));
    if (fields.size() != count) {
      throw new MalformedLine("%d columns instead of %d".formatted(fields.size(), count));
    }
    return fields;
  }

  private static boolean isHeader(List<String> fields) {
    return fields.contains("movieId");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new MalformedLine("\"" + text + "\" is not a number");
    }
  }
}
