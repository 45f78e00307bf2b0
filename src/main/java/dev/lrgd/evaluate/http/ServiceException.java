package dev.lrgd.evaluate.http;

import java.io.IOException;

/** A service refused or did not answer; the message is meant for the user. */
public final class ServiceException extends IOException {
  private static final long serialVersionUID = 1L;

  ServiceException(String message) {
    super(message);
  }
}
