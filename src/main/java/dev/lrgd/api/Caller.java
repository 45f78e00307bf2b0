package dev.lrgd.api;

import dev.lrgd.pool.PoolId;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * On whose behalf a request runs, and until when. A request that came over a socket is the default
 * tenant's and has no deadline of its own; the {@code http} function says otherwise.
 */
@RequestScoped
public class Caller {

  private String tenant = PoolId.DEFAULT_TENANT;
  private Instant deadline;

  public String tenant() {
    return tenant;
  }

  /** When the answer must be ready to be sent; empty where nobody set a limit. */
  public Optional<Instant> deadline() {
    return Optional.ofNullable(deadline);
  }

  public void is(String tenant, Instant deadline) {
    this.tenant = tenant;
    this.deadline = deadline;
  }
}
