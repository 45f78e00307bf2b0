package dev.lrgd.function.start;

import java.io.File;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The names of what is set where the process runs: by its environment and on its command line. */
final class OutsideNames {
  private OutsideNames() {}

  /** Empty where files in the working directory may set more, which only their readers know. */
  static Optional<Set<String>> now() {
    String directory = System.getProperty("user.dir");
    if (new File(directory, ".env").exists() || new File(directory, "config").exists()) {
      return Optional.empty();
    }
    Set<String> names = new HashSet<>(System.getenv().keySet());
    names.addAll(System.getProperties().stringPropertyNames());
    return Optional.of(names);
  }
}
