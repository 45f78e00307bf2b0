package dev.lrgd.function;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this build has packaged, and the events that are sent to it. */
final class Deployables {
  private Deployables() {}

  /** The JVM's first, then the native one where the build has made one. */
  static Stream<Path> all() {
    return Stream.of("function.jvm.zip", "function.native.zip")
        .map(System::getProperty)
        .filter(zip -> zip != null && !zip.isBlank())
        .map(Path::of)
        .filter(Files::exists);
  }

  /** The native one; the test is skipped where there is none. */
  static Path ofNative() {
    Path zip = Path.of(System.getProperty("function.native.zip", ""));
    assumeTrue(Files.isRegularFile(zip), "SKIPPED: no native executable in this build");
    return zip;
  }

  /** One of {@code infra/events}. */
  static String event(String name) throws IOException {
    return Files.readString(Path.of("infra", "events", name));
  }
}
