package dev.lrgd.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a user did with a recommended item. */
public enum Event {
  @JsonProperty("click")
  CLICK,
  @JsonProperty("purchase")
  PURCHASE,
  @JsonProperty("skip")
  SKIP
}
