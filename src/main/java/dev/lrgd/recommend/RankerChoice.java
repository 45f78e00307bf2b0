package dev.lrgd.recommend;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which ranker a caller asks for. */
public enum RankerChoice {
  /** The language model where one is configured, the dual model otherwise. */
  @JsonProperty("auto")
  AUTO,
  @JsonProperty("dual-model")
  DUAL_MODEL,
  @JsonProperty("llm")
  LLM
}
