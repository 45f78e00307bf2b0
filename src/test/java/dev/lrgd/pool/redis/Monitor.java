package dev.lrgd.pool.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server was asked, as it tells itself. */
final class Monitor implements AutoCloseable {
  private static final Pattern WORD = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");

  private final TestRedis redis;
  private final RedisConnection connection;

  Monitor(TestRedis redis) {
    this.redis = redis;
    this.connection = redis.connection();
    connection.call("MONITOR");
  }

  /** The names of the commands that clients gave since the last look. */
  List<String> commands() {
    return requests().stream().map(words -> words.get(0).toUpperCase(Locale.ROOT)).toList();
  }

  private List<List<String>> requests() {
    return read(false);
  }

  /** The commands since the last look word by word, with those that scripts gave. */
  List<List<String>> everything() {
    return read(true);
  }

  private List<List<String>> read(boolean ofScripts) {
    String end = "end-" + System.nanoTime();
    redis.call("ECHO", end);
    List<List<String>> requests = new ArrayList<>();
    while (true) {
      String line = connection.read().toString();
      if (line.contains(end)) {
        return requests;
      }
      if (ofScripts || !line.contains(" lua]")) {
        requests.add(words(line));
      }
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1));
    }
    return words;
  }

  @Override
  public void close() {
    connection.close();
  }
}
