package dev.lrgd.evaluate.convert;

import dev.lrgd.evaluate.data.TextFile;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.nio.file.Path;

/** A public data set's pair of files. */
public interface PublicFormat {

  /** How to open the file: its encoding. */
  default TextFile open(Path file) {
    return TextFile.utf8(file);
  }

  /** A line of the interactions; null if it carries none (a header). */
  Interaction interaction(String line);

  /** A line of the items; null if it carries none (a header). */
  Item item(String line);
}
