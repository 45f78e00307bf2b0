package dev.lrgd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.space.ItemSpace;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The examples that a pool has to show. */
@Path("/v1/pools")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pools")
public class DemonstrationsResource {

  private static final int MAX_PAGE = 500;

  @Inject Pools pools;
  @Inject PoolStore store;

  @GET
  @Path("{pool}/demonstrations")
  @Operation(
      summary = "Pages through the demonstrations",
      description = "Of the active version, the highest weight, effect or time first.")
  public DemonstrationPage list(
      @PathParam("pool") String pool,
      @QueryParam("limit")
          @DefaultValue("50")
          @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500"))
          String limit,
      @QueryParam("cursor") @Parameter(description = "As the page before gave it.") String cursor,
      @QueryParam("sort")
          @DefaultValue("weight")
          @Parameter(schema = @Schema(enumeration = {"weight", "effect", "newest"}))
          String sort) {
    DemonstrationOrder order = DemonstrationOrder.named(sort);
    PoolVersion version = store.version(pools.id(pool));
    List<Demonstration> rest = order.after(cursor, version.demonstrations());
    List<Demonstration> page = rest.subList(0, Math.min(size(limit), rest.size()));
    boolean last = page.size() == rest.size();
    return new DemonstrationPage(
        page.stream().map(d -> DemonstrationAnswer.of(d, version.space())).toList(),
        last ? null : order.cursor(page.get(page.size() - 1)));
  }

  // As text, because JAX-RS answers 404 to a number that is none.
  private static int size(String limit) {
    int size = limit.matches("[0-9]{1,3}") ? Integer.parseInt(limit) : 0;
    if (size < 1 || size > MAX_PAGE) {
      throw ProblemException.violation("limit", "must be a number from 1 to " + MAX_PAGE);
    }
    return size;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DemonstrationPage(
      List<DemonstrationAnswer> demonstrations,
      @Schema(description = "Where the next page begins; absent on the last one.") String cursor) {}

  @Schema(name = "Demonstration")
  record DemonstrationAnswer(
      String id,
      @Schema(description = "What a user had chosen, oldest first.") List<NamedItem> history,
      @Schema(description = "What the user chose next.") NamedItem target,
      @Schema(description = "When, on the interactions' own scale.") long time,
      @Schema(enumeration = {"real", "synthetic"}) String provenance,
      double weight,
      double anchorWeight,
      @Schema(
              description =
                  "Its mean effect, alone, on a sample of other users' choices: in nats, to first"
                      + " order.")
          double effect) {

    static DemonstrationAnswer of(Demonstration demonstration, ItemSpace space) {
      return new DemonstrationAnswer(
          demonstration.id(),
          demonstration.history().stream().map(id -> NamedItem.of(id, space)).toList(),
          NamedItem.of(demonstration.target(), space),
          demonstration.time(),
          demonstration.provenance().name().toLowerCase(Locale.ROOT),
          demonstration.weight(),
          demonstration.anchorWeight(),
          demonstration.effect());
    }
  }

  record NamedItem(String id, String title) {
    static NamedItem of(String id, ItemSpace space) {
      return new NamedItem(id, space.item(space.indexOf(id)).title());
    }
  }
}
