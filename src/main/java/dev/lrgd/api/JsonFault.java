package dev.lrgd.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is wrong with a JSON text, in words of our own: Jackson's messages name classes and quote
 * the text. A value that breaks a rule is named by its path, a text that is no JSON by the place
 * where it ceases to be.
 */
record JsonFault(String detail, List<Problem.Violation> violations) {

  /**
   * @param root path of what was read within the body; empty where it is the body
   * @param mapper that the text was read with, which knows how values are written
   */
  static JsonFault of(JsonProcessingException e, String root, ObjectMapper mapper) {
    if (e instanceof JsonMappingException mapping) {
      Optional<String> broken = brokenRule(mapping, mapper);
      if (broken.isPresent()) {
        String field = path(mapping, root);
        return new JsonFault(
            "'" + field + "' " + broken.get() + ".",
            List.of(new Problem.Violation(field, broken.get())));
      }
    }
    return new JsonFault(describeSyntax(e), List.of());
  }

  /** What makes a text no JSON, and where. */
  static String describeSyntax(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String place =
        location == null
            ? ""
            : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    return syntax(e) + place + ".";
  }

  /** The same for a line of its own, where the line's number stands elsewhere. */
  static String describeWithinLine(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String place = location == null ? "" : " (column %d)".formatted(location.getColumnNr());
    return syntax(e) + place;
  }

  private static String syntax(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "The JSON ends too early";
    }
    if (e instanceof StreamConstraintsException) {
      return "The JSON is nested too deep or holds a number or text that is too long";
    }
    return isTrailing(e) ? "Something follows the JSON" : "The JSON is malformed";
  }

  private static boolean isTrailing(JsonProcessingException e) {
    return e instanceof MismatchedInputException && e.getOriginalMessage().startsWith("Trailing");
  }

  /** Empty where the text itself is at fault. */
  private static Optional<String> brokenRule(JsonMappingException e, ObjectMapper mapper) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return Optional.of("is not known here" + known(unknown.getKnownPropertyIds()));
    }
    if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
      return Optional.of(refused.getCause().getMessage());
    }
    if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return Optional.of("must be one of " + values(format.getTargetType(), mapper));
    }
    if (e.getCause() instanceof InputCoercionException) {
      return Optional.of("is a number out of range");
    }
    return e instanceof MismatchedInputException && !isTrailing(e)
        ? Optional.of("has the wrong type")
        : Optional.empty();
  }

  private static String known(Collection<Object> properties) {
    return properties == null
        ? ""
        : "; known are "
            + properties.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String values(Class<?> type, ObjectMapper mapper) {
    return Arrays.stream(type.getEnumConstants())
        .map(value -> mapper.convertValue(value, String.class))
        .collect(Collectors.joining(", "));
  }

  private static String path(JsonMappingException e, String root) {
    StringBuilder path = new StringBuilder(root);
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getIndex() >= 0) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }
}
