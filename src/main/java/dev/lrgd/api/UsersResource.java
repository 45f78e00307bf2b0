package dev.lrgd.api;

import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.pool.ErasureReceipt;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.UserIdentifier;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Forgets people. */
@Path("/v1/pools")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
public class UsersResource {

  @Inject Pools pools;
  @Inject PoolStore store;
  @Inject OutcomeLog log;

  @DELETE
  @Path("{pool}/users/{user}")
  @Operation(
      summary = "Erases a user",
      description =
          """
          Removes the user's interactions, recommendations and outcomes, and the demonstrations \
          made from them in every kept version. Sent again, the receipt counts what was left: \
          nothing.\
          """)
  public Receipt erase(
      @PathParam("pool") String pool, @PathParam("user") @UserIdentifier String user) {
    PoolId id = pools.id(pool);
    ErasureReceipt erased = store.erase(id, user);
    return new Receipt(
        id.name(),
        erased.erasedAt(),
        erased.interactions(),
        log.erase(id, user),
        erased.demonstrations(),
        erased.versions());
  }

  @Schema(name = "ErasureReceipt")
  record Receipt(
      String pool,
      Instant erasedAt,
      @Schema(examples = "12") int interactions,
      @Schema(description = "Reported outcomes.", examples = "3") int outcomes,
      @Schema(description = "Summed over the versions.", examples = "2") int demonstrations,
      @Schema(description = "How many versions lost demonstrations.", examples = "1")
          int versions) {}
}
