package dev.lrgd.function.start;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that a configuration mapping says, as text: few of them have such a method of their own. */
final class Described {
  private Described() {}

  static String of(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Described::of).orElse("none");
    }
    if (value instanceof List<?> values) {
      return values.stream().map(Described::of).toList().toString();
    }
    if (value instanceof Collection<?> values) {
      return values.stream().map(Described::of).sorted().toList().toString();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> described = new TreeMap<>();
      map.forEach((key, one) -> described.put(of(key), of(one)));
      return described.toString();
    }
    if (value == null || !value.getClass().getName().endsWith("$$CMImpl")) {
      return String.valueOf(value);
    }
    Map<String, String> described = new TreeMap<>();
    for (Field field : value.getClass().getDeclaredFields()) {
      described.put(field.getName(), of(valueOf(field, value)));
    }
    return value.getClass().getSimpleName() + described;
  }

  private static Object valueOf(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
