package dev.lrgd.recommend;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lrgd.pool.Identifier;
import dev.lrgd.pool.Text;
import jakarta.validation.constraints.Pattern;

/**
 * An item as callers name it: by its id, by its title where it has none or the pool may not know it
 * yet, or by both. In JSON a bare string is an id.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemReference(
    @Identifier String id,
    @Pattern(
            regexp = "[^\\p{Cs}]{0," + Text.MAX_TITLE + "}",
            message = "must be at most " + Text.MAX_TITLE + " characters")
        String title) {

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public ItemReference {
    String line = title == null ? "" : Text.onOneLine(title);
    if (id == null && line.isEmpty()) {
      throw new IllegalArgumentException("must have an id, or a title that is not blank");
    }
    title = line.isEmpty() ? null : line;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ItemReference of(String id) {
    return new ItemReference(id, null);
  }

  /** What makes two references the same item. */
  String key() {
    return id != null ? "id " + id : "title " + title;
  }
}
