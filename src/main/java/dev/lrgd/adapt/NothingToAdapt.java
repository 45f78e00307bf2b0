package dev.lrgd.adapt;

import dev.lrgd.pool.PoolId;

/** The pool holds no item, so that no version can be made of it. */
public final class NothingToAdapt extends RuntimeException {
  public NothingToAdapt(PoolId pool) {
    super("Pool '" + pool.name() + "' has no items yet; PUT some first.");
  }
}
