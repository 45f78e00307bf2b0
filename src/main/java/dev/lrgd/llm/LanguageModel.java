package dev.lrgd.llm;

import java.time.Duration;

/** Where a prompt is sent to. */
public interface LanguageModel {

  /**
   * One call: nobody below this method tries again.
   *
   * @param time after which the answer is not waited for any more
   * @param logProbabilities whether the answer's first tokens should come with the likeliest others
   * @throws ModelFault when there is no answer
   */
  Completion complete(Prompt prompt, Duration time, boolean logProbabilities);
}
