package dev.lrgd.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.lrgd.pool.PoolId;
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
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The main job, many times at once. */
@Path("/v1/pools")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(StrictJson.class)
@Tag(name = "Recommendations")
public class BatchResource {

  /**
   * How many of a batch are worked on at a time: a batch leaves threads to the requests beside it.
   */
  private static final int AT_ONCE = 8;

  @Inject Pools pools;
  @Inject Caller caller;
  @Inject Recommender recommender;
  @Inject ProblemMappers problems;
  @Inject BatchThreads threads;

  private final ObjectReader requests;

  BatchResource(ObjectMapper mapper) {
    requests = StrictJson.strict(mapper).readerFor(RecommendationRequest.class);
  }

  @POST
  @Path("{pool}/recommendations:batch")
  @Operation(
      summary = "Recommends items to many",
      description =
          """
          Up to 100 recommendation requests, each answered by itself: a request that is refused \
          says so in its place and loses no other. Prompts share their beginning. Limit: body \
          4 MiB.""")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "two users",
                      value =
                          """
                          {"requests":[{"user":"u1","history":["b1"]},{"history":["b2"]}]}""")))
  public BatchAnswer recommend(
      @PathParam("pool") String pool, @Batch @NotNull @Valid BatchRequest body)
      throws InterruptedException {
    // Neither the path nor the caller is there on the threads that answer.
    PoolId id = pools.id(pool);
    Optional<Instant> deadline = caller.deadline();
    Semaphore places = new Semaphore(AT_ONCE);
    List<Future<BatchAnswer.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < body.requests().size(); i++) {
      JsonNode request = body.requests().get(i);
      String place = "requests[" + i + "]";
      places.acquire();
      answers.add(threads.submit(releasing(places, () -> answer(id, request, place, deadline))));
    }
    return new BatchAnswer(answers.stream().map(BatchResource::await).collect(Collectors.toList()));
  }

  private BatchAnswer.Answer answer(
      PoolId pool, JsonNode request, String place, Optional<Instant> deadline) {
    try {
      if (!request.isObject()) {
        throw ProblemException.violation(place, "must be an object");
      }
      RecommendationRequest read = requests.readValue(request);
      return new BatchAnswer.Answer(recommender.recommend(pool, read, deadline), null);
    } catch (IOException | RuntimeException e) {
      return new BatchAnswer.Answer(null, problems.of(e, place));
    }
  }

  private static <T> Callable<T> releasing(Semaphore places, Callable<T> work) {
    return () -> {
      try {
        return work.call();
      } finally {
        places.release();
      }
    };
  }

  private static <T> T await(Future<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the service is shutting down", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request of a batch failed", e.getCause());
    }
  }
}
