package dev.lrgd.api;

import dev.lrgd.adapt.Adaptation;
import dev.lrgd.pool.PoolStore;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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
  @Consumes(MediaType.APPLICATION_JSON)
  @CustomDeserialization(StrictJson.class)
  @Operation(
      summary = "Adapts the pool now",
      description =
          """
          Folds what is staged into the next version, makes that the active one and answers the \
          report. 409 while another adaptation of the pool is running. A schedule of your own may \
          give its time: sent again, it is answered with the report of the first run (with the \
          oldest there is where that is no longer kept), and where nothing came in since the last \
          version, that one stays.""")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AdaptationRequest.class)))
  public AdaptationAnswer adapt(@PathParam("pool") String pool, @Valid AdaptationRequest schedule) {
    Optional<Instant> time =
        Optional.ofNullable(schedule)
            .map(AdaptationRequest::scheduledTime)
            .map(AdaptationsResource::instant);
    return AdaptationAnswer.of(adaptation.adapt(pools.id(pool), time));
  }

  /** Written out: a number may be of seconds or of anything else. */
  private static Instant instant(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeException e) {
      throw ProblemException.violation("scheduledTime", "must be a time like 2026-11-23T08:00:00Z");
    }
  }

  @POST
  @Path("{pool}/adaptations")
  @Operation(hidden = true)
  public AdaptationAnswer adaptNow(@PathParam("pool") String pool, InputStream body)
      throws IOException {
    // Clients say a type where there is nothing to be of it.
    if (body.read() >= 0) {
      throw ProblemException.unsupported("Only JSON is read here.");
    }
    return adapt(pool, null);
  }

  @GET
  @Path("{pool}/adaptations")
  @Operation(summary = "Lists past adaptations", description = "Newest first.")
  public AdaptationList list(@PathParam("pool") String pool) {
    return new AdaptationList(
        store.adaptations(pools.id(pool)).stream().map(AdaptationAnswer::of).toList());
  }

  @Schema(name = "AdaptationSchedule")
  record AdaptationRequest(
      @Schema(examples = "2026-11-23T08:00:00Z", format = "date-time") String scheduledTime) {}

  record AdaptationList(List<AdaptationAnswer> adaptations) {}
}
