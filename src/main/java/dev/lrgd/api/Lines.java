package dev.lrgd.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a body of many records, each by itself: one JSON object per line, or the elements of one
 * JSON array. A bad record never loses the good ones, but a body with very many of them is none of
 * records and given up; an array that is no JSON loses all of them, since nobody can tell where its
 * next element begins.
 */
@Singleton
class Lines {

  /** Makes a record of a JSON object. */
  interface Reader<T> {
    T read(JsonNode object) throws Rejected;
  }

  /** What good records go to, some at a time. */
  interface Sink<T> {
    void take(List<T> records);
  }

  /** The good records, and the answer that tells about the bad ones. */
  record Result<T>(List<T> records, IngestAnswer answer) {}

  private static final String NO_OBJECT = "not a JSON object";

  private final ApiConfig config;
  private final ObjectReader element;
  private final ObjectReader line;

  @Inject
  Lines(ApiConfig config, ObjectMapper mapper) {
    this.config = config;
    this.element = mapper.reader();
    this.line = element.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** One object per line; blank lines are passed over. */
  <T> Result<T> ofLines(InputStream body, Reader<T> reader) throws IOException {
    Collector<T> collector = new Collector<>(reader);
    read(body, collector);
    return collector.result();
  }

  /**
   * The same, a portion at a time, so that no body is held as a whole.
   *
   * @param portion how many records the sink takes at once; the last ones may be fewer
   */
  <T> IngestAnswer ofLines(InputStream body, Reader<T> reader, int portion, Sink<T> sink)
      throws IOException {
    Collector<T> collector = new Collector<>(reader, portion, sink);
    read(body, collector);
    collector.pass();
    return collector.answer();
  }

  private void read(InputStream body, Collector<?> collector) throws IOException {
    LineSplitter lines = new LineSplitter(body, (int) config.maxLine().asLongValue());
    while (lines.next()) {
      if (lines.isTooLong()) {
        collector.reject(
            lines.number(), "longer than " + config.maxLine().asLongValue() + " bytes");
      } else if (!lines.isBlank() && !collector.lists() && !lines.beginsWith('{')) {
        // What is no object at a glance need not be parsed to be counted.
        collector.reject(lines.number(), NO_OBJECT);
      } else if (!lines.isBlank()) {
        collector.take(
            lines.number(), () -> line.readTree(lines.bytes(), lines.offset(), lines.length()));
      }
    }
  }

  /** The elements of one array. */
  <T> Result<T> ofArray(InputStream body, Reader<T> reader) throws IOException {
    Collector<T> collector = new Collector<>(reader);
    try (JsonParser parser = element.getFactory().createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw ProblemException.badRequest(
            "application/json must be an array; send one object per line as application/x-ndjson.");
      }
      for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
        JsonNode node = element.readTree(parser);
        collector.take(number, () -> node);
      }
      if (parser.nextToken() != null) {
        throw ProblemException.badRequest("Something follows the array; nothing was stored.");
      }
    } catch (JsonProcessingException e) {
      throw ProblemException.badRequest(
          JsonFault.describeSyntax(e)
              + " The array cannot be read to its end; nothing was stored.");
    }
    return collector.result();
  }

  private interface Source {
    JsonNode next() throws IOException;
  }

  private final class Collector<T> {
    private final Reader<T> reader;
    private final int portion;
    private final Sink<T> sink;
    private final List<T> records = new ArrayList<>();
    private final List<IngestAnswer.RejectedLine> rejected = new ArrayList<>();
    private int passed;
    private int more;

    /** Holds all records: up to a bound. */
    Collector(Reader<T> reader) {
      this(
          reader,
          config.maxLines() + 1,
          tooMany -> {
            throw ProblemException.tooManyLines(config.maxLines());
          });
    }

    Collector(Reader<T> reader, int portion, Sink<T> sink) {
      this.reader = reader;
      this.portion = portion;
      this.sink = sink;
    }

    void take(int number, Source source) throws IOException {
      try {
        JsonNode node = source.next();
        if (!node.isObject()) {
          throw new Rejected(NO_OBJECT);
        }
        records.add(reader.read(node));
        if (records.size() == portion) {
          pass();
        }
      } catch (JsonProcessingException e) {
        reject(number, JsonFault.describeWithinLine(e));
      } catch (CharConversionException e) {
        // What a line of zeros looks like to Jackson: another encoding, and then not even that.
        reject(number, "not UTF-8");
      } catch (Rejected e) {
        reject(number, e.getMessage());
      }
    }

    /** Whether the next rejected record is listed, and not only counted. */
    boolean lists() {
      return rejected.size() < config.maxRejected();
    }

    void reject(int number, String reason) {
      if (lists()) {
        rejected.add(new IngestAnswer.RejectedLine(number, reason));
      } else {
        more++;
      }
      if (rejected.size() + more > config.maxBadLines()) {
        throw ProblemException.badRequest(
            "Given up at line %d, the last of more than %d bad ones (%s); %s stored."
                .formatted(
                    number,
                    config.maxBadLines(),
                    reason,
                    passed == 0 ? "nothing was" : passed + " good ones before it were"));
      }
    }

    void pass() {
      sink.take(records);
      passed += records.size();
      records.clear();
    }

    Result<T> result() {
      return new Result<>(records, new IngestAnswer(records.size(), rejected, more));
    }

    IngestAnswer answer() {
      return new IngestAnswer(passed, rejected, more);
    }
  }
}
