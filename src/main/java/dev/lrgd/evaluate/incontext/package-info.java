/**
 * A small recommender that learns in context: a causal transformer over titles, trained elsewhere
 * (source folder {@code src/evidence}), run here. It stands in for an LLM in the experiments: a
 * softmax-attention model that knows items by their titles alone and whose ranking changes with the
 * demonstrations it is shown.
 */
package dev.lrgd.evaluate.incontext;
