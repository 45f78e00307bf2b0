package dev.lrgd.recommend;

import dev.lrgd.pool.Identifier;
import dev.lrgd.pool.UserIdentifier;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What a caller wants recommended, and to whom.
 *
 * @param user keeps the user's own demonstrations out; null for a stranger
 * @param history what the user chose so far, oldest first; null means what the pool knows about the
 *     user; nothing at all asks for what is popular
 * @param candidates what to rank; null ranks the whole catalogue
 * @param exclude ids that must not be answered; null for none
 * @param limit how many items at most; null is {@value #LIMIT}
 * @param demonstrations how many demonstrations at most; null is {@value #DEMONSTRATIONS}
 * @param ranker null is {@code auto}
 * @param explain whether every item says what moved it; null is false
 */
public record RecommendationRequest(
    @UserIdentifier String user,
    @Size(max = MAX_HISTORY) List<@NotNull @Valid ItemReference> history,
    @Size(max = MAX_CANDIDATES) List<@NotNull @Valid ItemReference> candidates,
    List<@NotNull @Identifier String> exclude,
    @Min(1) @Max(100) Integer limit,
    @Min(0) @Max(MAX_DEMONSTRATIONS) Integer demonstrations,
    RankerChoice ranker,
    Boolean explain) {

  static final int MAX_HISTORY = 200;
  static final int MAX_CANDIDATES = 500;
  static final int MAX_DEMONSTRATIONS = 16;

  private static final int LIMIT = 10;
  private static final int DEMONSTRATIONS = 4;

  public RecommendationRequest {
    exclude = exclude == null ? List.of() : exclude;
    limit = limit == null ? Integer.valueOf(LIMIT) : limit;
    demonstrations = demonstrations == null ? Integer.valueOf(DEMONSTRATIONS) : demonstrations;
    ranker = ranker == null ? RankerChoice.AUTO : ranker;
    explain = explain != null && explain;
  }
}
