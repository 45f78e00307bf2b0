package dev.lrgd.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Many recommendation requests for one pool. They are read one by one, so that one that cannot be
 * read loses no other.
 */
public record BatchRequest(@NotNull @Size(min = 1, max = MOST) List<@NotNull JsonNode> requests) {

  static final int MOST = 100;
}
