package dev.lrgd.function;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;

/**
 * Reads an event of one type. Jackson's own messages quote what they stumbled over, which may be
 * somebody's data; here only the place survives.
 */
final class EventReader<T> {

  private final ObjectReader reader;
  private final Class<T> type;

  EventReader(ObjectMapper mapper, Class<T> type) {
    this.reader = mapper.readerFor(type);
    this.type = type;
  }

  /**
   * @throws InvalidEvent when the input is not JSON, or JSON of another shape
   */
  T read(InputStream input) throws IOException {
    return read(() -> reader.readValue(input));
  }

  /**
   * @throws InvalidEvent when the JSON is of another shape
   */
  T read(JsonNode tree) throws IOException {
    return read(() -> reader.readValue(tree));
  }

  private interface Source {
    Object value() throws IOException;
  }

  private T read(Source source) throws IOException {
    T event;
    try {
      event = type.cast(source.value());
    } catch (JsonMappingException e) {
      throw new InvalidEvent("unexpected value at " + place(e));
    } catch (StreamConstraintsException e) {
      throw new InvalidEvent("JSON that is nested too deeply or holds too long a value");
    } catch (JacksonException e) {
      throw new InvalidEvent(
          "not JSON from line %d, column %d on"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
    if (event == null) {
      throw new InvalidEvent("the event is null");
    }
    return event;
  }

  private static String place(JsonMappingException e) {
    String place =
        e.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? Integer.toString(step.getIndex())
                        : step.getFieldName())
            .collect(Collectors.joining("/"));
    return '/' + place;
  }
}
