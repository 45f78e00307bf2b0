package dev.lrgd.api;

/** What JAX-RS has no name for. */
final class MediaTypes {
  static final String NDJSON = "application/x-ndjson";

  private MediaTypes() {}
}
