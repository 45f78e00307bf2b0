package dev.lrgd.api;

import dev.lrgd.pool.PoolId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Which pool a path means: the caller's own, of that name. */
@RequestScoped
class Pools {

  @Inject Caller caller;

  PoolId id(String name) {
    if (!PoolId.isName(name)) {
      throw ProblemException.violation(
          "pool", "must be 1 to 63 of a-z, 0-9 and '-', and begin with no '-'");
    }
    return new PoolId(caller.tenant(), name);
  }

  String tenant() {
    return caller.tenant();
  }
}
