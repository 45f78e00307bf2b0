package dev.lrgd.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lrgd.pool.Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the fields of one line, and says what is wrong with one. */
final class Fields {
  /** More than any text embedding model gives. */
  static final int MAX_VECTOR = 4096;

  private Fields() {}

  static String id(JsonNode object, String name) throws Rejected {
    return check(name, required(name, text(object, name)), Text::faultOfId);
  }

  static void requireOnly(JsonNode object, Set<String> known) throws Rejected {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      if (!known.contains(names.next())) {
        throw new Rejected("holds more than " + String.join(", ", known));
      }
    }
  }

  /** Null when there is none. */
  static String optionalId(JsonNode object, String name) throws Rejected {
    String id = text(object, name);
    return id == null ? null : check(name, id, Text::faultOfId);
  }

  /** A constant by its name in lower case. */
  static <E extends Enum<E>> E oneOf(JsonNode object, String name, Class<E> type) throws Rejected {
    String text = required(name, text(object, name));
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String own = constant.name().toLowerCase(Locale.ROOT);
      if (own.equals(text)) {
        return constant;
      }
      names.add(own);
    }
    throw new Rejected("'" + name + "' is not one of " + String.join(", ", names));
  }

  static String userId(JsonNode object, String name) throws Rejected {
    return check(name, required(name, text(object, name)), Text::faultOfUserId);
  }

  /** A title, brand or category on one line; null when there is none, or nothing in it. */
  static String title(JsonNode object, String name) throws Rejected {
    String title = text(object, name);
    if (title == null) {
      return null;
    }
    String line = Text.onOneLine(check(name, title, Text::faultOfTitle));
    return line.isEmpty() ? null : line;
  }

  static <T> T required(String name, T value) throws Rejected {
    if (value == null) {
      throw new Rejected("'" + name + "' is missing");
    }
    return value;
  }

  /** A whole number that fits 64 bits; 1530000000.0 is one, too. */
  static long wholeNumber(JsonNode object, String name, long otherwise) throws Rejected {
    JsonNode value = present(object, name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isNumber()
        || !value.canConvertToLong()
        || value.decimalValue().stripTrailingZeros().scale() > 0) {
      throw new Rejected("'" + name + "' is not a whole number");
    }
    return value.longValue();
  }

  static double number(JsonNode object, String name, double otherwise) throws Rejected {
    JsonNode value = present(object, name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new Rejected("'" + name + "' is not a finite number");
    }
    return value.doubleValue();
  }

  /** A vector of finite numbers; null when there is none. */
  static float[] vector(JsonNode object, String name) throws Rejected {
    JsonNode value = present(object, name);
    if (value == null) {
      return null;
    }
    if (!value.isArray() || value.isEmpty()) {
      throw new Rejected("'" + name + "' is not an array of numbers");
    }
    if (value.size() > MAX_VECTOR) {
      throw new Rejected("'" + name + "' has more than " + MAX_VECTOR + " numbers");
    }
    float[] vector = new float[value.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = value.get(i).floatValue();
      if (!value.get(i).isNumber() || !Float.isFinite(vector[i])) {
        throw new Rejected("'" + name + "[" + i + "]' is not a finite number");
      }
    }
    return vector;
  }

  private static String text(JsonNode object, String name) throws Rejected {
    JsonNode value = present(object, name);
    if (value != null && !value.isTextual()) {
      throw new Rejected("'" + name + "' is not text");
    }
    return value == null ? null : value.textValue();
  }

  private static JsonNode present(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static String check(String name, String value, Function<String, Optional<String>> faultOf)
      throws Rejected {
    Optional<String> fault = faultOf.apply(value);
    if (fault.isPresent()) {
      throw new Rejected("'" + name + "' " + fault.get());
    }
    return value;
  }
}
