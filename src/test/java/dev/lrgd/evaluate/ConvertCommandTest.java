package dev.lrgd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.DataSetReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
  @TempDir Path folder;

  @Test
  void writesWhatEvaluateReads() throws IOException {
    Path ratings =
        TestFiles.write(folder.resolve("ratings.dat"), "1::73::5::20", "1::1::3::10", "2::9::1::5");
    Path movies =
        TestFiles.write(folder.resolve("movies.dat"), "73::Heat::Crime", "1::Toy Story::Comedy");
    CommandRun run = convert("movielens", ratings, movies);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.out().endsWith("3 interactions of 2 users, 2 items with a title, 1 without\n"),
        run.out());
    DataSet data = DataSetReader.read(folder.resolve("out"));
    assertEquals("Heat", data.item("73").title());
    assertEquals("9", data.interactions().get(0).item());
    assertTrue(data.timestamped());
  }

  @Test
  void badInputIsOneLineAndExitCodeTwo() throws IOException {
    Path ratings = TestFiles.write(folder.resolve("ratings.dat"), "1::73::5::20");
    CommandRun missing = convert("movielens", ratings, folder.resolve("no"));
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().endsWith("no: there is no such file\n"), missing.err());
    CommandRun malformed = convert("amazon-2018", ratings, ratings);
    assertEquals(2, malformed.exitCode());
    assertTrue(malformed.err().contains("ratings.dat, line 1: malformed JSON"), malformed.err());
    assertEquals(2, convert("netflix", ratings, ratings).exitCode());
    assertEquals(2, convert("movielens", ratings, ratings, "--core", "0").exitCode());
  }

  private CommandRun convert(String from, Path interactions, Path items, String... more) {
    String[] arguments = {
      "convert",
      "--from",
      from,
      "--interactions",
      interactions.toString(),
      "--items",
      items.toString(),
      "--out",
      folder.resolve("out").toString()
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }
}
