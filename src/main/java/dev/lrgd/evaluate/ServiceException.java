package dev.lrgd.evaluate;

import java.io.IOException;

/** The service refused or did not answer; the message is meant for the user. */
final class ServiceException extends IOException {
  private static final long serialVersionUID = 1L;

  ServiceException(String message) {
    super(message);
  }
}
