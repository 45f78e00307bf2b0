package dev.lrgd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lrgd.adapt.OutcomeChoices;
import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomePage;
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
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
          recommendation.""")
  public FeedbackAnswer report(
      @PathParam("pool") String pool, @NotNull @Valid FeedbackRequest body) {
    PoolId id = pools.id(pool);
    store.require(id);
    Outcome outcome = body.outcome(clock);
    Optional<OutcomePage.Answer> stored = log.append(id, outcome);
    stored.flatMap(OutcomeChoices::interaction).ifPresent(choice -> stage(id, choice));
    return new FeedbackAnswer(outcome.eventId(), stored.isEmpty());
  }

  /**
   * So that the user's next recommendation knows. The outcome is stored already; what fails here,
   * the next adaptation makes up for.
   */
  private void stage(PoolId pool, Interaction choice) {
    try {
      store.stageChoices(pool, List.of(choice));
    } catch (StoreRefusal e) {
      LOG.warnf("pool %s: a choice waits for the next adaptation: %s", pool, e.getMessage());
    }
  }

  @Schema(name = "Feedback")
  record FeedbackRequest(
      @NotNull @Identifier @Schema(description = "The recommendation's id.") String recommendation,
      @NotNull @Identifier @Schema(description = "Id of the item.", examples = "b2") String item,
      @NotNull Event event,
      @Identifier
          @Schema(description = "Your name for the event; make one up where a retry is possible.")
          String eventId) {

    private Outcome outcome(Clock clock) {
      // Not every caller can name his events; what he can name makes a retry harmless.
      String id =
          eventId != null ? eventId : Fingerprint.of(List.of(recommendation, item, event.name()));
      return new Outcome(id, recommendation, item, event, clock.instant());
    }
  }

  @Schema(name = "FeedbackReceipt")
  record FeedbackAnswer(
      String eventId,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT)
          @Schema(description = "True when the event was stored before.")
          boolean duplicate) {}
}
