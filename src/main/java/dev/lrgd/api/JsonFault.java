package dev.lrgd.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.stream.Collectors;

/**
 * What is wrong with a JSON text and where, in words of our own: Jackson's messages name classes
 * and quote the text.
 */
final class JsonFault {
  private JsonFault() {}

  static String describe(JsonProcessingException e) {
    return what(e) + place(e.getLocation()) + ".";
  }

  /** The same for a line of its own, where the line's number stands elsewhere. */
  static String describeWithinLine(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String place = location == null ? "" : " (column %d)".formatted(location.getColumnNr());
    return what(e) + place;
  }

  private static String what(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "The JSON ends too early";
    }
    if (e instanceof StreamConstraintsException) {
      return "The JSON is nested too deep or holds a number or text that is too long";
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds() == null
              ? ""
              : "; known are "
                  + unknown.getKnownPropertyIds().stream()
                      .map(String::valueOf)
                      .sorted()
                      .collect(Collectors.joining(", "));
      return "'" + path(unknown) + "' is not known here" + known;
    }
    if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
      return "'" + path(refused) + "': " + refused.getCause().getMessage();
    }
    if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return "'" + path(format) + "' has a value that is not one of those allowed";
    }
    if (e instanceof MismatchedInputException && e.getOriginalMessage().startsWith("Trailing")) {
      return "Something follows the JSON";
    }
    if (e instanceof MismatchedInputException mismatch) {
      return "'" + path(mismatch) + "' has the wrong type";
    }
    return "The JSON is malformed";
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getIndex() >= 0) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }
}
