package dev.lrgd.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStatus;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Item;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What there is to recommend. */
@Path("/v1/pools")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
public class ItemsResource {

  @Inject Pools pools;
  @Inject PoolStore store;
  @Inject Lines lines;

  @PUT
  @Path("{pool}/items")
  @Consumes(MediaTypes.NDJSON)
  @Operation(
      summary = "Upserts items",
      description =
          """
          Stores items by their id. They are found and placed by their title at once, and get \
          vectors of their own with the next adaptation. A bad line never loses the good ones. \
          Properties that are not described here are passed over. The body may come as gzip.""")
  @RequestBody(
      content = {
        @Content(mediaType = MediaTypes.NDJSON, schema = @Schema(implementation = ItemLine.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ItemLine[].class))
      })
  public IngestAnswer putLines(@PathParam("pool") String pool, @Stream InputStream body)
      throws IOException {
    PoolId id = pools.id(pool);
    return store(id, lines.ofLines(body, new ItemReader(id)));
  }

  @PUT
  @Path("{pool}/items")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public IngestAnswer putArray(@PathParam("pool") String pool, @Stream InputStream body)
      throws IOException {
    PoolId id = pools.id(pool);
    return store(id, lines.ofArray(body, new ItemReader(id)));
  }

  private IngestAnswer store(PoolId pool, Lines.Result<Item> result) {
    if (!result.records().isEmpty()) {
      store.stageItems(pool, result.records());
    }
    return result.answer();
  }

  /** All vectors of a pool have one length: that of the first one it was ever given. */
  private final class ItemReader implements Lines.Reader<Item> {
    private OptionalInt vectorLength;

    ItemReader(PoolId pool) {
      this.vectorLength = vectorLengthOf(pool);
    }

    @Override
    public Item read(JsonNode object) throws Rejected {
      Item item =
          new Item(
              Fields.id(object, "id"),
              Fields.required("title", Fields.title(object, "title")),
              Fields.title(object, "brand"),
              Fields.title(object, "category"),
              Fields.vector(object, "vector"));
      if (item.vector() != null) {
        int length = item.vector().length;
        if (vectorLength.isPresent() && vectorLength.getAsInt() != length) {
          throw new Rejected(
              "'vector' has %d numbers, but the pool's vectors have %d"
                  .formatted(length, vectorLength.getAsInt()));
        }
        vectorLength = OptionalInt.of(length);
      }
      return item;
    }
  }

  private OptionalInt vectorLengthOf(PoolId pool) {
    try {
      PoolStatus status = store.status(pool);
      return status.vectorLength();
    } catch (StoreRefusal.UnknownPool e) {
      return OptionalInt.empty();
    }
  }

  /** How a line looks; it is read field by field, so that every fault has a reason. */
  @Schema(name = "Item")
  record ItemLine(
      @Schema(required = true, minLength = 1, maxLength = 200, examples = "b1") String id,
      @Schema(required = true, minLength = 1, maxLength = 1000, examples = "Pride and Prejudice")
          String title,
      @Schema(maxLength = 1000, examples = "Jane Austen") String brand,
      @Schema(maxLength = 1000, examples = "novel") String category,
      @Schema(
              minItems = 1,
              maxItems = Fields.MAX_VECTOR,
              description = "A vector of your own; of one length throughout the pool.")
          float[] vector) {}
}
