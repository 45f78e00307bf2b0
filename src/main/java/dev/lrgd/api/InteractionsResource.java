package dev.lrgd.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.space.Interaction;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What users chose. */
@Path("/v1/pools")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
public class InteractionsResource {

  @Inject Pools pools;
  @Inject PoolStore store;
  @Inject Lines lines;

  @PUT
  @Path("{pool}/interactions")
  @Consumes(MediaTypes.NDJSON)
  @Operation(
      summary = "Upserts interactions",
      description =
          """
          Stores who chose what and when. The same user, item and timestamp are the same \
          interaction: sent twice, it changes nothing. Without timestamps the order of arrival \
          counts, and a user chooses an item once. What a user chooses from a recommendation is \
          put on the scale that the user's newest timestamp has: seconds, milliseconds, \
          microseconds or nanoseconds; as the newest choice where timestamps only count. A bad \
          line never loses the good ones. \
          Properties that are not described here are passed over. The body may come as gzip.""")
  @RequestBody(
      content = {
        @Content(
            mediaType = MediaTypes.NDJSON,
            schema = @Schema(implementation = InteractionLine.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = InteractionLine[].class))
      })
  public IngestAnswer putLines(@PathParam("pool") String pool, @Stream InputStream body)
      throws IOException {
    return store(pools.id(pool), lines.ofLines(body, InteractionsResource::read));
  }

  @PUT
  @Path("{pool}/interactions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public IngestAnswer putArray(@PathParam("pool") String pool, @Stream InputStream body)
      throws IOException {
    return store(pools.id(pool), lines.ofArray(body, InteractionsResource::read));
  }

  private IngestAnswer store(PoolId pool, Lines.Result<Interaction> result) {
    if (!result.records().isEmpty()) {
      store.stageInteractions(pool, result.records());
    }
    return result.answer();
  }

  private static Interaction read(JsonNode object) throws Rejected {
    return new Interaction(
        Fields.userId(object, "user"),
        Fields.id(object, "item"),
        Fields.wholeNumber(object, "timestamp", 0),
        Fields.number(object, "rating", Double.NaN));
  }

  /** How a line looks; it is read field by field, so that every fault has a reason. */
  @Schema(name = "Interaction")
  record InteractionLine(
      @Schema(
              required = true,
              minLength = 1,
              maxLength = 200,
              description = "Neither '.' nor '..': no path could name such a user to be erased.",
              examples = "u1")
          String user,
      @Schema(required = true, minLength = 1, maxLength = 200, examples = "b1") String item,
      @Schema(
              description = "Seconds since 1970, or any whole number that grows with time.",
              examples = "1530000000")
          Long timestamp,
      @Schema(examples = "4.5") Double rating) {}
}
