package dev.lrgd.api;

/** Why one line of a stream is not taken. */
final class Rejected extends Exception {
  Rejected(String reason) {
    super(reason, null, false, false);
  }
}
