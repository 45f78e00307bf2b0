package dev.lrgd.api;

import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.VersionSummary;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The versions of a pool, and which of them answers. */
@Path("/v1/pools")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pools")
public class VersionsResource {

  @Inject Pools pools;
  @Inject PoolStore store;

  @GET
  @Path("{pool}/versions")
  @Operation(summary = "Lists the kept versions", description = "Newest first.")
  public VersionList list(@PathParam("pool") String pool) {
    PoolId id = pools.id(pool);
    int active = store.status(id).active().map(VersionSummary::number).orElse(0);
    return new VersionList(
        store.versions(id).stream().map(v -> VersionAnswer.of(v, v.number() == active)).toList());
  }

  @POST
  @Path("{pool}/versions/{number}/activate")
  @Operation(
      summary = "Goes back, or forward, to a version",
      description =
          """
          The version answers every request from now on. With If-Match naming the version that \
          you believe to be active, nothing happens and 409 is answered when another one is.""")
  public VersionAnswer activate(
      @PathParam("pool") String pool,
      @PathParam("number") String number,
      @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(example = "\"3\"") String ifMatch) {
    int wanted = number(number).orElseThrow(() -> noVersion(pool, number));
    Optional<Integer> expected = Optional.ofNullable(ifMatch).map(VersionsResource::expected);
    return VersionAnswer.of(store.activate(pools.id(pool), wanted, expected), true);
  }

  private static int expected(String ifMatch) {
    return number(ifMatch.replace("\"", ""))
        .orElseThrow(() -> ProblemException.violation("If-Match", "must be a version's number"));
  }

  private static ProblemException noVersion(String pool, String number) {
    return ProblemException.notFound(
        "Pool '%s' has no version '%s': versions are numbered 1, 2, 3...".formatted(pool, number));
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  record VersionList(List<VersionAnswer> versions) {}
}
