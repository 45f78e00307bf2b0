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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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

  /** How many lines are stored at once: one step of a store in Redis. */
  private static final int PORTION = 1000;

  private static final Set<String> FIELDS =
      new TreeSet<>(Set.of("recommendation", "item", "event", "eventId"));

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
          recommendation. As lines of JSON many outcomes come at once: a bad line never loses the \
          good ones, lines are stored as they come in, and what is sent again after a 429 or 503 \
          is stored once. The body may come as gzip.""")
  @RequestBody(
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = FeedbackRequest.class)),
        @Content(
            mediaType = MediaTypes.NDJSON,
            schema = @Schema(implementation = FeedbackRequest.class))
      })
  public CompletionStage<FeedbackAnswer> report(
      @PathParam("pool") String pool, @NotNull @Valid FeedbackRequest body) {
    PoolId id = pools.id(pool);
    Outcome outcome = outcome(body.recommendation(), body.item(), body.event(), body.eventId());
    return store
        .requireAsync(id)
        .thenCompose(there -> log.appendAsync(id, outcome))
        .thenCompose(
            appended ->
                staged(id, appended.choice().stream().toList())
                    .thenApply(staged -> FeedbackAnswer.of(outcome, appended)))
        // A caller who leaves cancels what was returned to him, which is no more than this copy.
        .thenApply(answer -> answer);
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
    Taking taking = new Taking(id);
    IngestAnswer answer = lines.ofLines(body, this::read, PORTION, taking);
    return answer.with(taking.duplicates, taking.unmatched);
  }

  /** Stores lines as they come in; a refusal says how many of them were before it. */
  private final class Taking implements Lines.Sink<Outcome> {
    private final PoolId pool;
    private int taken;
    private int duplicates;
    private int unmatched;

    Taking(PoolId pool) {
      this.pool = pool;
    }

    @Override
    public void take(List<Outcome> outcomes) {
      List<Appended> appended = append(outcomes);
      List<Interaction> choices =
          appended.stream().flatMap(outcome -> outcome.choice().stream()).toList();
      for (int i = 0; i < choices.size(); i += PoolStore.CHOICES_AT_ONCE) {
        stage(choices.subList(i, Math.min(choices.size(), i + PoolStore.CHOICES_AT_ONCE)));
      }
      for (Appended outcome : appended) {
        duplicates += outcome.isNew() ? 0 : 1;
        unmatched += outcome.isNew() && !outcome.isMatched() ? 1 : 0;
      }
      taken += appended.size();
      if (appended.size() < outcomes.size()) {
        throw new StoreRefusal.QuotaExceeded(
            "The pool has no room for more outcomes before its next adaptation; " + soFar());
      }
    }

    private void stage(List<Interaction> choices) {
      try {
        store.stageChoices(pool, choices);
      } catch (StoreRefusal e) {
        leaveToAdaptation(pool, choices, e);
      }
    }

    private List<Appended> append(List<Outcome> outcomes) {
      try {
        return log.append(pool, outcomes);
      } catch (StoreRefusal.Unavailable e) {
        throw new StoreRefusal.Unavailable(
            e.getMessage() + " At least " + soFar(), e.retryAfter(), e);
      }
    }

    private String soFar() {
      return "the first %d good lines are stored.".formatted(taken);
    }
  }

  private Outcome read(JsonNode line) throws Rejected {
    // Strict like a single one: a misspelt eventId would make one event of two.
    Fields.requireOnly(line, FIELDS);
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

  /** So that the users' next recommendations know. */
  private CompletionStage<Void> staged(PoolId pool, List<Interaction> choices) {
    return choices.isEmpty()
        ? CompletableFuture.completedStage(null)
        : store.stageChoicesAsync(pool, choices).exceptionally(e -> refused(pool, choices, e));
  }

  private static Void refused(PoolId pool, List<Interaction> choices, Throwable e) {
    Throwable cause = e instanceof CompletionException ? e.getCause() : e;
    if (cause instanceof StoreRefusal refusal) {
      leaveToAdaptation(pool, choices, refusal);
      return null;
    }
    throw new CompletionException(cause);
  }

  /** The outcomes are stored already: the next adaptation makes up for what was not staged. */
  private static void leaveToAdaptation(
      PoolId pool, List<Interaction> choices, StoreRefusal refusal) {
    LOG.warnf(
        "pool %s: %d choices wait for the next adaptation: %s",
        pool, choices.size(), refusal.getMessage());
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
          boolean duplicate,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT)
          @Schema(
              description =
                  "True when the outcome answers no recommendation that is remembered: it is kept, and "
                      + "nobody learns from it whom it is about.")
          boolean unmatched) {

    static FeedbackAnswer of(Outcome outcome, Appended appended) {
      return new FeedbackAnswer(
          outcome.eventId(), !appended.isNew(), appended.isNew() && !appended.isMatched());
    }
  }
}
