package dev.lrgd.api;

import dev.lrgd.recommend.RecommendationAnswer;
import dev.lrgd.recommend.RecommendationRequest;
import dev.lrgd.recommend.Recommender;
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

/** The main job. */
@Path("/v1/pools")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(StrictJson.class)
@Tag(name = "Recommendations")
public class RecommendationsResource {

  @Inject Pools pools;
  @Inject Recommender recommender;
  @Inject Caller caller;

  @POST
  @Path("{pool}/recommendations")
  @Operation(
      summary = "Recommends items",
      description =
          """
          Selects the demonstrations that help this user most and ranks the candidates with them. \
          Without candidates the whole catalogue is ranked. Where the history is left out, the \
          user's own as the pool knows it counts; without any, popularity ranks. An \
          item the pool does not know is placed by its title. Limits: history 200, candidates 500, \
          body 256 KiB.""")
  @RequestBody(
      content =
          @Content(
              examples = {
                @ExampleObject(
                    name = "from the catalogue",
                    value = "{\"history\":[\"b1\",\"b2\"],\"limit\":5,\"explain\":true}"),
                @ExampleObject(
                    name = "given candidates",
                    value =
                        """
                        {"user":"u1","history":["b1",{"title":"Persuasion"}],
                         "candidates":["b3","b4",{"id":"new","title":"Sanditon"}],
                         "exclude":["b4"],"demonstrations":4,"ranker":"dual-model"}""")
              }))
  public RecommendationAnswer recommend(
      @PathParam("pool") String pool, @NotNull @Valid RecommendationRequest body) {
    return recommender.recommend(pools.id(pool), body, caller.deadline());
  }
}
