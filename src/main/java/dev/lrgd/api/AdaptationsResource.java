package dev.lrgd.api;

import dev.lrgd.adapt.Adaptation;
import dev.lrgd.pool.PoolStore;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The second stage: what turns staged data and outcomes into the next version. */
@Path("/v1/pools")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pools")
public class AdaptationsResource {

  @Inject Pools pools;
  @Inject PoolStore store;
  @Inject Adaptation adaptation;

  @POST
  @Path("{pool}/adaptations")
  @Operation(
      summary = "Adapts the pool now",
      description =
          """
          Folds what is staged into the next version, makes that the active one and answers the \
          report. 409 while another adaptation of the pool is running.""")
  public AdaptationAnswer adapt(@PathParam("pool") String pool) {
    return AdaptationAnswer.of(adaptation.adapt(pools.id(pool), Optional.empty()));
  }

  @GET
  @Path("{pool}/adaptations")
  @Operation(summary = "Lists past adaptations", description = "Newest first.")
  public AdaptationList list(@PathParam("pool") String pool) {
    return new AdaptationList(
        store.adaptations(pools.id(pool)).stream().map(AdaptationAnswer::of).toList());
  }

  record AdaptationList(List<AdaptationAnswer> adaptations) {}
}
