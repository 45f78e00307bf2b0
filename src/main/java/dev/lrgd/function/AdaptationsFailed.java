package dev.lrgd.function;

/**
 * Some pools were not adapted: the run is to be repeated, and the pools that were are left alone.
 */
public final class AdaptationsFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AdaptationsFailed(String message) {
    super(message);
  }
}
