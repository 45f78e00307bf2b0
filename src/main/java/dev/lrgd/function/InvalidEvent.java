package dev.lrgd.function;

/**
 * An event this handler cannot have been meant for. The message reaches the caller and the log, so
 * it names the place and never quotes the event.
 */
public final class InvalidEvent extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidEvent(String message) {
    super(message);
  }
}
