package dev.lrgd.recommend;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.lrgd.pool.Identifier;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Asks what demonstrations do to the loss of a known choice.
 *
 * @param history what the user had chosen, oldest first; null or empty for nothing
 * @param target what the user chose next
 * @param candidates what the target competes with (it need not be named again); null for the whole
 *     catalogue
 * @param demonstrations the pool's own by id, or any others in full
 */
public record EffectsRequest(
    @Size(max = RecommendationRequest.MAX_HISTORY) List<@NotNull @Valid ItemReference> history,
    @NotNull @Valid ItemReference target,
    @Size(max = RecommendationRequest.MAX_CANDIDATES)
        List<@NotNull @Valid ItemReference> candidates,
    @NotNull @Size(max = RecommendationRequest.MAX_DEMONSTRATIONS)
        List<@NotNull @Valid Shown> demonstrations) {

  public EffectsRequest {
    history = history == null ? List.of() : history;
  }

  /** A demonstration by its id (in JSON a bare string), or its history and target. */
  public record Shown(
      @Identifier String id,
      @Size(min = 1, max = RecommendationRequest.MAX_HISTORY)
          List<@NotNull @Valid ItemReference> history,
      @Valid ItemReference target) {

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Shown {
      if (id == null && (history == null || target == null)) {
        throw new IllegalArgumentException("must have an id, or a history and a target");
      }
      if (id != null && (history != null || target != null)) {
        throw new IllegalArgumentException(
            "must have either an id, or a history and a target, not both");
      }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Shown of(String id) {
      return new Shown(id, null, null);
    }
  }
}
