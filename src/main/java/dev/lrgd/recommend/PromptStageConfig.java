package dev.lrgd.recommend;

import dev.lrgd.space.Reading;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How demonstrations for a language model's prompt are chosen; see {@link PromptStage}. */
@ConfigMapping(prefix = "lrgd.prompt-stage")
public interface PromptStageConfig {

  /** How many of the nearest demonstrations are looked at closely. */
  @WithDefault("1000")
  @Min(1)
  int retrieved();

  /** How the language model is taken to read; see {@link Reading}. */
  ReadingConfig reading();

  /** The scalars of a {@link Reading}. */
  interface ReadingConfig {

    /** Scale of the likeness of titles. */
    @WithDefault("12")
    double title();

    /** Weight of the logarithm of how often an item was chosen. */
    @WithDefault("0.8")
    double popularity();

    /** How fast the user's own items lose weight with their age: age to the power of minus this. */
    @WithDefault("1")
    double recency();

    /** Logarithm of the weight of an empty token beside the own items. */
    @WithDefault("0")
    double sink();

    /** Logarithm of the weight of each item that a demonstration shows. */
    @WithDefault("-2.5")
    double demonstration();

    /** How many items of a demonstration's history are read, beside its target. */
    @WithDefault("3")
    @Min(0)
    @Max(50)
    int shown();
  }

  default PromptStage.Settings settings() {
    ReadingConfig r = reading();
    return new PromptStage.Settings(
        retrieved(),
        new Reading(
            r.title(), r.popularity(), r.recency(), r.sink(), r.demonstration(), r.shown()));
  }
}
