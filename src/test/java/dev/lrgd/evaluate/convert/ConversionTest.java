package dev.lrgd.evaluate.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.evaluate.TestFiles;
import dev.lrgd.evaluate.convert.Conversion.Converted;
import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are made up, in the formats of the public ones. */
class ConversionTest {
  @TempDir Path folder;

  @Test
  void readsAmazonReviews2018() throws IOException {
    Path reviews =
        TestFiles.gzip(
            folder.resolve("Video_Games_5.json.gz"),
            """
            {"overall": 4.0, "verified": true, "reviewTime": "10 17, 2015", "reviewerID": "A1", "asin": "0700026657", "style": {"Platform:": " PC"}, "reviewText": "fun", "unixReviewTime": 1445040000}""",
            """
            {"overall": 5.0, "reviewerID": "A2", "asin": "0700099867", "unixReviewTime": 1400000000}""",
            """
            {"overall": 4.0, "reviewerID": "A1", "asin": "0700026657", "unixReviewTime": 1445040000}""");
    Path metadata =
        TestFiles.gzip(
            folder.resolve("meta_Video_Games.json.gz"),
            """
            {"category": ["Video Games", "PC", "Games"], "description": [], "title": "Anno\\n   2070", "also_buy": [], "brand": "Ubisoft", "price": "$9.99", "asin": "0700026657"}""",
            """
            {"category": [], "title": "Dirt", "brand": "", "asin": "0700099867"}""",
            """
            {"category": [], "title": "Again", "asin": "0700099867"}""",
            """
            {"category": [], "title": "Nobody's", "asin": "0000000000"}""");
    Converted converted = convert(new Amazon2018(), 1, reviews, metadata);
    assertEquals(
        List.of(
            new Item("0700026657", "Anno 2070", "Ubisoft", "Games", null),
            new Item("0700099867", "Dirt", null, null, null)),
        converted.items());
    assertEquals(
        List.of(
            new Interaction("A2", "0700099867", 1400000000, 5),
            new Interaction("A1", "0700026657", 1445040000, 4)),
        converted.interactions());
    assertEquals(0, converted.undescribed());
  }

  @Test
  void readsAmazonReviews2023ByParent() throws IOException {
    Path reviews =
        TestFiles.write(
            folder.resolve("All_Beauty.jsonl"),
            """
            {"rating": 5.0, "title": "Such a lovely scent", "text": "..", "images": [], "asin": "B00YQ6X8EO", "parent_asin": "B00YQ6X8E0", "user_id": "AGKH", "timestamp": 1588687728923, "helpful_vote": 0, "verified_purchase": true}""",
            """
            {"rating": 1.0, "asin": "X", "parent_asin": "B07", "user_id": "AGKH", "timestamp": 1588615855070}""");
    Path metadata =
        TestFiles.write(
            folder.resolve("meta_All_Beauty.jsonl"),
            """
            {"main_category": "All Beauty", "title": "Sea Salt Spray", "average_rating": 4.3, "store": "Herbivore", "categories": ["Beauty", "Hair"], "parent_asin": "B00YQ6X8E0", "bought_together": null}""",
            """
            {"main_category": "All Beauty", "title": null, "store": null, "categories": [], "parent_asin": "B07"}""");
    Converted converted = convert(new Amazon2023(), 1, reviews, metadata);
    assertEquals(
        List.of(
            new Item("B00YQ6X8E0", "Sea Salt Spray", "Herbivore", "Hair", null),
            new Item("B07", "", null, "All Beauty", null)),
        converted.items());
    assertEquals(
        List.of(
            new Interaction("AGKH", "B07", 1588615855, 1),
            new Interaction("AGKH", "B00YQ6X8E0", 1588687728, 5)),
        converted.interactions());
  }

  @Test
  void readsMovieLensDatFilesInLatin1() throws IOException {
    Path ratings =
        TestFiles.write(folder.resolve("ratings.dat"), "1::73::5::978300760", "2::1::3::978302109");
    Path movies =
        Files.write(
            folder.resolve("movies.dat"),
            "73::Mis\u00e9rables, Les (1995)::Drama|Musical\n1::Toy Story (1995)::Animation\n"
                .getBytes(StandardCharsets.ISO_8859_1));
    Converted converted = convert(new MovieLens(), 1, ratings, movies);
    assertEquals(
        List.of(
            new Item("73", "Mis\u00e9rables, Les (1995)", null, "Drama, Musical", null),
            new Item("1", "Toy Story (1995)", null, "Animation", null)),
        converted.items());
    assertEquals(new Interaction("1", "73", 978300760, 5), converted.interactions().get(0));
  }

  @Test
  void readsMovieLensCsvFiles() throws IOException {
    Path ratings =
        TestFiles.write(
            folder.resolve("ratings.csv"), "userId,movieId,rating,timestamp", "1,73,4.5,964982703");
    Path movies =
        TestFiles.write(
            folder.resolve("movies.csv"),
            "movieId,title,genres",
            "73,\"Mis\u00e9rables, Les: A \"\"Musical\"\" :: Film (1995)\",(no genres listed)");
    Converted converted = convert(new MovieLens(), 1, ratings, movies);
    assertEquals(
        List.of(
            new Item("73", "Mis\u00e9rables, Les: A \"Musical\" :: Film (1995)", null, null, null)),
        converted.items());
    assertEquals(List.of(new Interaction("1", "73", 964982703, 4.5)), converted.interactions());
  }

  @Test
  void theCoreIsFilteredUntilNothingIsShort() throws IOException {
    // Item c falls with user 3; that leaves user 2 with one item, then item b with one user.
    Path ratings =
        TestFiles.write(
            folder.resolve("ratings.dat"),
            "0::a::5::1",
            "0::d::5::1",
            "1::a::5::1",
            "1::d::5::2",
            "1::b::5::3",
            "2::b::5::4",
            "2::c::5::5",
            "3::c::5::6");
    Path movies = TestFiles.write(folder.resolve("movies.dat"), "a::A::X", "b::B::X");
    Converted converted = convert(new MovieLens(), 2, ratings, movies);
    assertEquals(
        List.of("0a", "0d", "1a", "1d"),
        converted.interactions().stream().map(i -> i.user() + i.item()).toList());
    assertEquals(List.of("a"), converted.items().stream().map(Item::id).toList());
    assertEquals(1, converted.undescribed());
    assertThrows(DataException.class, () -> convert(new MovieLens(), 3, ratings, movies));
  }

  @Test
  void aMalformedLineIsNamed() throws IOException {
    Path good = TestFiles.write(folder.resolve("good"), "1::1::5::1");
    Path movies = TestFiles.write(folder.resolve("movies"), "1::A::X");
    assertMessage("bad, line 2: 3 columns instead of 4", "1::1::5::1", "1::1::5");
    assertMessage("bad, line 1: \"five\" is not a number", "1::1::five::1");
    assertEquals(1, convert(new MovieLens(), 1, good, movies).items().size());
    Path reviews = TestFiles.write(folder.resolve("reviews"), "{\"reviewerID\":\"A\"}");
    String message =
        assertThrows(DataException.class, () -> convert(new Amazon2018(), 1, reviews, movies))
            .getMessage();
    assertTrue(message.endsWith("reviews, line 1: \"asin\" is missing"), message);
  }

  private void assertMessage(String expected, String... lines) throws IOException {
    Path bad = TestFiles.write(folder.resolve("bad"), lines);
    String message =
        assertThrows(DataException.class, () -> convert(new MovieLens(), 1, bad, bad)).getMessage();
    assertTrue(message.endsWith(expected), message);
  }

  private static Converted convert(PublicFormat format, int core, Path interactions, Path items) {
    return new Conversion(format, core).read(format.open(interactions), format.open(items));
  }
}
