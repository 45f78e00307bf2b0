package dev.lrgd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lrgd.feedback.Appended;
import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.Identifier;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Interaction;
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
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;

/** What users did with what was recommended. */
@Path("/v1/pools")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(StrictJson.class)
@Tag(name = "Recommendations")
public class FeedbackResource {

  private static final Logger LOG = Logger.getLogger(FeedbackResource.class);

  @Inject Pools pools;
  @Inject PoolStore store;
  @Inject OutcomeLog log;
  @Inject Lines lines;
  @Inject Clock clock;

  @POST
  @Path("{pool}/feedback")
  @ResponseStatus(202)
  @APIResponseSchema(
      value = FeedbackAnswer.class,
      responseCode = "202",
      responseDescription = "The outcome is stored.")
  @Operation(
      summary = "Reports an outcome",
      description =
          """
          Answers 202 once the outcome is stored. The same eventId is stored once, however often \
          it is sent; without one, so is the same event on the same item of the same \
          recommendation. As lines of JSON, many outcomes come at once and are answered like items \
          and interactions: a bad line never loses the good ones, and what is sent again after a \
          503 is stored once.""")
  @RequestBody(
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = FeedbackRequest.class)),
        @Content(
            mediaType = MediaTypes.NDJSON,
            schema = @Schema(implementation = FeedbackRequest.class))
      })
  public FeedbackAnswer report(
      @PathParam("pool") String pool, @NotNull @Valid FeedbackRequest body) {
    PoolId id = pools.id(pool);
    store.require(id);
    Outcome outcome = outcome(body.recommendation(), body.item(), body.event(), body.eventId());
    Appended appended = log.append(id, outcome);
    stage(id, appended.choice().stream().toList());
    return new FeedbackAnswer(outcome.eventId(), !appended.isNew());
  }

  @POST
  @Path("{pool}/feedback")
  @Consumes(MediaTypes.NDJSON)
  @ResponseStatus(202)
  @Operation(hidden = true)
  public IngestAnswer reportLines(@PathParam("pool") String pool, @Stream InputStream body)
      throws IOException {
    PoolId id = pools.id(pool);
    store.require(id);
    Lines.Result<Outcome> read = lines.ofLines(body, this::read);
    List<Appended> appended = log.append(id, read.records());
    stage(id, appended.stream().flatMap(outcome -> outcome.choice().stream()).toList());
    long stored = appended.stream().filter(Appended::isNew).count();
    return read.answer().withDuplicates((int) (appended.size() - stored));
  }

  private Outcome read(JsonNode line) throws Rejected {
    return outcome(
        Fields.id(line, "recommendation"),
        Fields.id(line, "item"),
        Fields.oneOf(line, "event", Event.class),
        Fields.optionalId(line, "eventId"));
  }

  private Outcome outcome(String recommendation, String item, Event event, String eventId) {
    // Not every caller can name his events; what he can name makes a retry harmless.
    String id =
        eventId != null ? eventId : Fingerprint.of(List.of(recommendation, item, event.name()));
    return new Outcome(id, recommendation, item, event, clock.instant());
  }

  /**
   * So that the users' next recommendations know. The outcomes are stored already; what fails here,
   * the next adaptation makes up for.
   */
  private void stage(PoolId pool, List<Interaction> choices) {
    if (choices.isEmpty()) {
      return;
    }
    try {
      store.stageChoices(pool, choices);
    } catch (StoreRefusal e) {
      LOG.warnf(
          "pool %s: %d choices wait for the next adaptation: %s",
          pool, choices.size(), e.getMessage());
    }
  }

  @Schema(name = "Feedback")
  record FeedbackRequest(
      @NotNull @Identifier @Schema(description = "The recommendation's id.") String recommendation,
      @NotNull @Identifier @Schema(description = "Id of the item.", examples = "b2") String item,
      @NotNull Event event,
      @Identifier
          @Schema(description = "Your name for the event; make one up where a retry is possible.")
          String eventId) {}

  @Schema(name = "FeedbackReceipt")
  record FeedbackAnswer(
      String eventId,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT)
          @Schema(description = "True when the event was stored before.")
          boolean duplicate) {}
}
