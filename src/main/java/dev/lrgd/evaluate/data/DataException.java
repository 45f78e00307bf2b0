package dev.lrgd.evaluate.data;

import java.nio.file.Path;

/** The data cannot be used; the message names the place and is meant for the user. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(Path file, String reason) {
    super(file + ": " + reason);
  }

  public DataException(Path file, long line, String reason) {
    super(file + ", line " + line + ": " + reason);
  }
}
