package dev.lrgd.evaluate.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** A line that is a JSON object, and its fields by name. */
public final class JsonLine {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final JsonNode node;

  private JsonLine(JsonNode node) {
    this.node = node;
  }

  public static JsonLine parse(String line) {
    try {
      JsonNode node = READER.readValue(line);
      if (!node.isObject()) {
        throw new MalformedLine("not a JSON object");
      }
      return new JsonLine(node);
    } catch (JsonProcessingException e) {
      throw new MalformedLine("malformed JSON (" + firstLine(e.getOriginalMessage()) + ")");
    }
  }

  /** A field that has to be there: text or a number. */
  public String text(String field) {
    String text = optionalText(field);
    if (text == null || text.isEmpty()) {
      throw new MalformedLine("\"" + field + "\" is missing");
    }
    return text;
  }

  /** Text or a number; null where the field is absent or null. */
  public String optionalText(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw new MalformedLine("\"" + field + "\" is not text");
    }
    return value.asText();
  }

  /** A number that has to be there. */
  public double number(String field) {
    JsonNode value = node.path(field);
    if (!value.isNumber()) {
      throw new MalformedLine("\"" + field + "\" is not a number");
    }
    return value.asDouble();
  }

  /** A whole number that has to be there. */
  public long wholeNumber(String field) {
    JsonNode value = node.path(field);
    if (!value.canConvertToExactIntegral()) {
      throw new MalformedLine("\"" + field + "\" is not a whole number");
    }
    return value.asLong();
  }

  /** An array of texts; empty where the field is absent. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    JsonNode values = node.path(field);
    if (!values.isArray() && !values.isMissingNode() && !values.isNull()) {
      throw new MalformedLine("\"" + field + "\" is not an array");
    }
    values.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
