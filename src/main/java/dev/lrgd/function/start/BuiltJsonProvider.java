package dev.lrgd.function.start;

import jakarta.json.spi.JsonProvider;
import java.util.ServiceLoader;

/** Static on purpose: a native executable initialises classes while it is built. */
final class BuiltJsonProvider {
  static final JsonProvider PROVIDER =
      ServiceLoader.load(JsonProvider.class, BuiltJsonProvider.class.getClassLoader())
          .findFirst()
          .orElseThrow();

  private BuiltJsonProvider() {}
}
