package dev.lrgd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lrgd.adapt.PoolHealth;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStatus;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.VersionSummary;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which pools there are and how they are. */
@Path("/v1/pools")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pools")
public class PoolsResource {

  @Inject Pools pools;
  @Inject PoolStore store;

  @GET
  @Operation(summary = "Lists the pools", description = "By name.")
  public PoolList list() {
    return new PoolList(store.pools(pools.tenant()).stream().map(PoolAnswer::of).toList());
  }

  @GET
  @Path("{pool}")
  @Operation(summary = "Says how a pool is")
  public PoolDetail status(@PathParam("pool") String pool) {
    PoolId id = pools.id(pool);
    PoolStatus status = store.status(id);
    PoolHealth health = status.active().isPresent() ? PoolHealth.of(store.version(id)) : null;
    return new PoolDetail(
        PoolAnswer.of(status),
        health,
        status.lastAdaptation().map(AdaptationAnswer::of).orElse(null));
  }

  record PoolList(List<PoolAnswer> pools) {}

  @Schema(name = "Pool")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PoolAnswer(
      @Schema(examples = "sample") String name,
      @Schema(description = "The version that answers; absent before the first adaptation.")
          Integer activeVersion,
      @Schema(description = "Items that were PUT.", examples = "412") int items,
      @Schema(description = "Interactions that were PUT.", examples = "9204") int interactions,
      @Schema(description = "Demonstrations of the active version.", examples = "600")
          int demonstrations,
      Staged staged) {

    static PoolAnswer of(PoolStatus status) {
      return new PoolAnswer(
          status.pool().name(),
          status.active().map(VersionSummary::number).orElse(null),
          status.items(),
          status.interactions(),
          status.active().map(VersionSummary::demonstrations).orElse(0),
          new Staged(status.stagedItems(), status.stagedInteractions()));
    }
  }

  @Schema(description = "What waits for the next adaptation.")
  record Staged(int items, int interactions) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PoolDetail(
      @JsonUnwrapped PoolAnswer pool,
      @Schema(description = "Detectors of collapse; absent before the first adaptation.")
          PoolHealth health,
      AdaptationAnswer lastAdaptation) {}
}
