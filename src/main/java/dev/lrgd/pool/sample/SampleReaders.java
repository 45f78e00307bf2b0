package dev.lrgd.pool.sample;

import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Makes up readers of the sample books. The same seed gives the same readers, on every machine.
 *
 * <p>A reader likes one genre much and another one somewhat, and an era: closeness to it is {@code
 * exp(-|year - era| / 25)}. Having finished a book, the reader goes on with the next of its series
 * (probability {@value #NEXT_IN_SERIES}, if there is one), else takes another book of the same
 * author ({@value #SAME_AUTHOR}), else chooses by taste: genre times closeness times renown. Renown
 * follows Zipf's law over a shuffle of the books that all readers share, and sequels have less of
 * it. Somewhere in the middle half of a reader's history tastes drift: the second genre becomes the
 * first, a new one the second, and the era moves. Nothing here was learnt from real readers.
 */
public final class SampleReaders {
  /** Nobody can take one for a person, whatever pool the interactions end up in. */
  private static final String PREFIX = "synthetic-reader-";

  private static final double NEXT_IN_SERIES = 0.7;
  private static final double SAME_AUTHOR = 0.5;
  private static final double FIRST_GENRE = 1.0;
  private static final double SECOND_GENRE = 0.35;

  /** What every other genre is worth: a reader strays now and then. */
  private static final double ANY_GENRE = 0.01;

  private static final double ERA_WIDTH = 25;
  private static final int SHORTEST = 6;
  private static final int LONGEST = 24;

  /** 2024-01-01T00:00Z, in seconds. */
  private static final long BEGIN = 1_704_067_200L;

  private static final long DAY = 86_400L;

  private final List<SampleBook> books;

  /** The author of each book, as a number: the draw below runs through all books very often. */
  private final int[] authors;

  private final double[] renown;
  private final SplittableRandom random;

  private SampleReaders(List<SampleBook> books, long seed) {
    this.books = books;
    this.authors = authors(books);
    this.renown = renown(books, seed);
    this.random = new SplittableRandom(seed);
  }

  /**
   * The interactions of {@code readers} readers, reader by reader, each in order of time. No reader
   * takes a book twice.
   */
  public static List<Interaction> interactions(List<SampleBook> books, int readers, long seed) {
    SampleReaders generator = new SampleReaders(books, seed);
    List<Interaction> interactions = new ArrayList<>();
    for (int r = 1; r <= readers; r++) {
      generator.read(String.format(Locale.ROOT, PREFIX + "%03d", r), interactions);
    }
    return interactions;
  }

  /** Whether that user was made here. */
  public static boolean isOne(String user) {
    return user.startsWith(PREFIX);
  }

  private void read(String reader, List<Interaction> interactions) {
    int length = Math.min(random.nextInt(SHORTEST, LONGEST + 1), books.size());
    int drift = random.nextInt(length / 4, length - length / 4);
    boolean[] finished = new boolean[books.size()];
    SampleBook second = anyBook();
    double[] taste = taste(anyBook(), second);
    long time = BEGIN + random.nextInt(365) * DAY + random.nextInt((int) DAY);
    int book = -1;
    for (int n = 0; n < length; n++) {
      if (n == drift) {
        taste = taste(second, anyBook());
      }
      book = next(book, taste, finished);
      finished[book] = true;
      interactions.add(new Interaction(reader, books.get(book).item().id(), time, Double.NaN));
      time += random.nextInt(3, 22) * DAY + random.nextInt((int) DAY);
    }
  }

  private int next(int last, double[] taste, boolean[] finished) {
    double whim = random.nextDouble();
    if (last >= 0 && whim < NEXT_IN_SERIES) {
      int sequel = sequel(last, finished);
      if (sequel >= 0) {
        return sequel;
      }
    }
    boolean sameAuthor = last >= 0 && random.nextDouble() < SAME_AUTHOR;
    int book = sameAuthor ? draw(authors[last], taste, finished) : -1;
    return book >= 0 ? book : draw(-1, taste, finished);
  }

  /** The next unread book of the series, -1 when there is none. */
  private int sequel(int last, boolean[] finished) {
    String series = books.get(last).series();
    if (series == null) {
      return -1;
    }
    for (int b = last + 1; b < books.size(); b++) {
      if (series.equals(books.get(b).series()) && !finished[b]) {
        return b;
      }
    }
    return -1;
  }

  /** An unread book by taste, of one author unless that is -1; -1 if there is none left. */
  private int draw(int author, double[] taste, boolean[] finished) {
    double total = 0;
    for (int b = 0; b < taste.length; b++) {
      total += weight(b, author, taste, finished);
    }
    double mark = random.nextDouble() * total;
    double upTo = 0;
    for (int b = 0; b < taste.length; b++) {
      upTo += weight(b, author, taste, finished);
      if (upTo > mark) {
        return b;
      }
    }
    return -1;
  }

  private double weight(int book, int author, double[] taste, boolean[] finished) {
    boolean fits = !finished[book] && (author < 0 || author == authors[book]);
    return fits ? taste[book] : 0;
  }

  private SampleBook anyBook() {
    return books.get(random.nextInt(books.size()));
  }

  /** The weight of every book for who likes the genre and era of one book, the genre of another. */
  private double[] taste(SampleBook first, SampleBook second) {
    double[] taste = new double[books.size()];
    for (int b = 0; b < taste.length; b++) {
      SampleBook book = books.get(b);
      double closeness = Math.exp(-Math.abs(book.year() - first.year()) / ERA_WIDTH);
      taste[b] = genreWeight(book.genre(), first, second) * closeness * renown[b];
    }
    return taste;
  }

  private static double genreWeight(String genre, SampleBook first, SampleBook second) {
    if (genre.equals(first.genre())) {
      return FIRST_GENRE;
    }
    return genre.equals(second.genre()) ? SECOND_GENRE : ANY_GENRE;
  }

  private static int[] authors(List<SampleBook> books) {
    Map<String, Integer> numbers = new HashMap<>();
    return books.stream()
        .mapToInt(book -> numbers.computeIfAbsent(book.author(), author -> numbers.size()))
        .toArray();
  }

  private static double[] renown(List<SampleBook> books, long seed) {
    List<Integer> order = new ArrayList<>();
    for (int b = 0; b < books.size(); b++) {
      order.add(b);
    }
    Collections.shuffle(order, new Random(seed));
    double[] renown = new double[books.size()];
    for (int place = 0; place < order.size(); place++) {
      renown[order.get(place)] = 1.0 / (10 + place);
    }
    for (int b = 1; b < renown.length; b++) {
      String series = books.get(b).series();
      if (series != null && series.equals(books.get(b - 1).series())) {
        renown[b] = renown[b - 1] / 2;
      }
    }
    return renown;
  }
}
