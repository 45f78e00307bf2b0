package dev.lrgd.api;

import dev.lrgd.recommend.EffectService;
import dev.lrgd.recommend.EffectsAnswer;
import dev.lrgd.recommend.EffectsRequest;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The metric as a service. */
@Path("/v1/pools")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(StrictJson.class)
@Tag(name = "Recommendations")
public class EffectsResource {

  @Inject Pools pools;
  @Inject EffectService effects;

  @POST
  @Path("{pool}/effects")
  @Operation(
      summary = "Measures demonstrations",
      description =
          """
          Says by how many nats a set of demonstrations lowers the loss of a choice that is known, \
          and what each of them contributes. Demonstrations are the pool's own, by id, or any \
          others in full.""")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "one of the caller's own",
                      value =
                          """
                          {"history":["b1"],"target":"b2","candidates":["b2","b3","b4"],
                           "demonstrations":[{"history":["b5"],"target":"b6"}]}""")))
  public EffectsAnswer measure(
      @PathParam("pool") String pool, @NotNull @Valid EffectsRequest body) {
    return effects.effects(pools.id(pool), body);
  }
}
