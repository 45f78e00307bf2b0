package dev.lrgd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lrgd.recommend.RecommendationAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** One answer for each request, in their order. */
@RegisterForReflection
public record BatchAnswer(List<Answer> answers) {

  /**
   * A recommendation or, where there is none, the problem that the request alone would have had,
   * its fields named by their path in the batch.
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(RecommendationAnswer recommendation, Problem problem) {}
}
