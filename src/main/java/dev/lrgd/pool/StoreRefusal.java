package dev.lrgd.pool;

import java.time.Duration;

/** Why a store did not do what it was asked for. The message may be shown to the caller. */
public abstract sealed class StoreRefusal extends RuntimeException {

  private StoreRefusal(String message, Throwable cause) {
    super(message, cause);
  }

  /** Nothing was ever PUT into a pool of this name. */
  public static final class UnknownPool extends StoreRefusal {
    public UnknownPool(PoolId pool) {
      super("There is no pool '" + pool.name() + "'.", null);
    }
  }

  /** The pool never had this version, or does not keep it any more. */
  public static final class UnknownVersion extends StoreRefusal {
    public UnknownVersion(PoolId pool, int number) {
      super("Pool '" + pool.name() + "' has no version " + number + ".", null);
    }
  }

  /** Somebody else was faster. */
  public static final class Conflict extends StoreRefusal {
    public Conflict(String message) {
      super(message, null);
    }
  }

  /** There is no room for it. */
  public static final class QuotaExceeded extends StoreRefusal {
    public QuotaExceeded(String message) {
      super(message, null);
    }
  }

  /** The store cannot be reached or cannot write now. */
  public static final class Unavailable extends StoreRefusal {
    private final Duration retryAfter;

    public Unavailable(String message, Duration retryAfter, Throwable cause) {
      super(message, cause);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }
}
