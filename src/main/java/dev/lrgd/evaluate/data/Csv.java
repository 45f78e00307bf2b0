package dev.lrgd.evaluate.data;

import java.util.ArrayList;
import java.util.List;

/** One line of comma-separated values as in RFC 4180, without line breaks inside a field. */
public final class Csv {
  private Csv() {}

  public static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder field = new StringBuilder();
      at = line.startsWith("\"", at) ? quoted(line, at, field) : plain(line, at, field);
      fields.add(field.toString());
      if (at == line.length()) {
        return fields;
      }
      at++;
    }
  }

  public static String field(String text) {
    boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static int plain(String line, int at, StringBuilder field) {
    int comma = line.indexOf(',', at);
    int end = comma < 0 ? line.length() : comma;
    field.append(line, at, end);
    return end;
  }

  private static int quoted(String line, int open, StringBuilder field) {
    int at = open + 1;
    while (true) {
      int quote = line.indexOf('"', at);
      if (quote < 0) {
        throw new MalformedLine("a quoted field is not closed");
      }
      field.append(line, at, quote);
      if (!line.startsWith("\"", quote + 1)) {
        return end(line, quote + 1);
      }
      field.append('"');
      at = quote + 2;
    }
  }

  private static int end(String line, int at) {
    if (at < line.length() && line.charAt(at) != ',') {
      throw new MalformedLine("text after a quoted field");
    }
    return at;
  }
}
