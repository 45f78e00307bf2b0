package dev.lrgd.api;

import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.pool.ErasureReceipt;
import dev.lrgd.pool.Identifier;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.UserIdentifier;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
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
          made from them in every kept version. The receipt is kept, under a name and without \
          the user's. Sent again, it counts what was left: nothing.""")
  public Receipt erase(
      @PathParam("pool") String pool, @PathParam("user") @UserIdentifier String user) {
    return erase(pools.id(pool), user);
  }

  @POST
  @Path("{pool}/erasures")
  @Consumes(MediaType.APPLICATION_JSON)
  @CustomDeserialization(StrictJson.class)
  @Operation(
      summary = "Erases a user whom no path names",
      description =
          """
          The same for ids that what lies between does not hand on in a path (API Gateway decodes \
          one, so that a slash in an id becomes one of the path's, and cuts it at a question mark), and for whoever would rather \
          have no user in a path, which others may log.""")
  public Receipt erase(@PathParam("pool") String pool, @NotNull @Valid ErasureRequest body) {
    return erase(pools.id(pool), body.user());
  }

  private Receipt erase(PoolId id, String user) {
    ErasureReceipt erased = store.erase(id, user).withOutcomes(log.erase(id, user));
    String name = UUID.randomUUID().toString();
    store.keep(id, name, erased);
    return Receipt.of(id, name, erased);
  }

  @GET
  @Path("{pool}/erasures/{receipt}")
  @Operation(
      summary = "Shows the receipt of an erasure",
      description = "The same that was answered to the erasure, as long as it is kept.")
  public Receipt receipt(
      @PathParam("pool") String pool, @PathParam("receipt") @Identifier String receipt) {
    PoolId id = pools.id(pool);
    return store
        .receipt(id, receipt)
        .map(erased -> Receipt.of(id, receipt, erased))
        .orElseThrow(
            () -> ProblemException.notFound("Pool '%s' has no such receipt.".formatted(pool)));
  }

  @Schema(name = "Erasure")
  record ErasureRequest(@NotNull @UserIdentifier @Schema(examples = "u1") String user) {}

  @Schema(name = "ErasureReceipt")
  record Receipt(
      @Schema(description = "Its name, to ask for it again.") String receipt,
      String pool,
      Instant erasedAt,
      @Schema(examples = "12") int interactions,
      @Schema(description = "Reported outcomes.", examples = "3") int outcomes,
      @Schema(description = "Summed over the versions.", examples = "2") int demonstrations,
      @Schema(description = "How many versions lost demonstrations.", examples = "1")
          int versions) {

    private static Receipt of(PoolId pool, String name, ErasureReceipt erased) {
      return new Receipt(
          name,
          pool.name(),
          erased.erasedAt(),
          erased.interactions(),
          erased.outcomes(),
          erased.demonstrations(),
          erased.versions());
    }
  }
}
