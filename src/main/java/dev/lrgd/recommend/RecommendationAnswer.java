package dev.lrgd.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The answer to a recommendation request.
 *
 * @param recommendation id to report outcomes under
 * @param poolVersion number of the version that answered; 0 before the first adaptation
 * @param rankedBy name of the ranker that made the order
 * @param items best first
 * @param selection the demonstrations behind the order
 * @param degraded what was asked for and could not be had; empty when all is well
 * @param usage of the language model; absent when none was asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecommendationAnswer(
    String recommendation,
    String pool,
    int poolVersion,
    String rankedBy,
    List<RankedItem> items,
    SelectionAnswer selection,
    List<String> degraded,
    Usage usage) {

  /**
   * @param id absent where the caller gave none
   * @param rank from 1
   * @param explanation absent unless asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RankedItem(
      String id, String title, double score, int rank, ItemExplanation explanation) {}

  /**
   * The parts of a score; prior, all contributions and the language model's add up to it.
   *
   * @param llm what the language model's rank gives; absent where it did not rank
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ItemExplanation(
      double prior,
      List<HistoryContribution> history,
      List<DemonstrationContribution> demonstrations,
      Double llm) {}

  /** What one item of the history gives to a score. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HistoryContribution(String id, String title, double contribution) {}

  /** What one demonstration gives to a score. */
  public record DemonstrationContribution(String id, double contribution) {}

  /** See {@link Selection}. */
  public record SelectionAnswer(
      double effect, double lowerBound, double mass, List<SelectedDemonstration> demonstrations) {}

  /**
   * @param effect what the selection's effect loses without this demonstration
   */
  public record SelectedDemonstration(
      String id, List<ItemReference> history, ItemReference target, double effect) {}

  /**
   * What a language model read and wrote, also where it was asked twice to measure an effect.
   *
   * @param model as it names itself
   * @param promptVersion of the prompt's templates
   */
  public record Usage(String model, String promptVersion, int inputTokens, int outputTokens) {
    Usage plus(int moreInput, int moreOutput) {
      return new Usage(model, promptVersion, inputTokens + moreInput, outputTokens + moreOutput);
    }
  }
}
