/**
 * A language model ranks with the selected demonstrations, and nothing it says can hurt.
 *
 * <p>Read {@link dev.lrgd.llm.LanguageModelRanking} first: it writes a {@link dev.lrgd.llm.Prompt}
 * from a {@link dev.lrgd.llm.Question} by template ({@link dev.lrgd.llm.PromptWriter}), with titles
 * that {@link dev.lrgd.llm.SafeTitle} has made harmless and candidates under {@link
 * dev.lrgd.llm.Labels}; asks the {@link dev.lrgd.llm.LanguageModel} within a deadline, a {@link
 * dev.lrgd.llm.Breaker}, a retry and a spending budget; and reads the labels out of whatever comes
 * back ({@link dev.lrgd.llm.AnswerReader}). {@link dev.lrgd.llm.Fusion} joins the order with the
 * dual model's scores. Every failure is an answer too: its reason, for {@code degraded}.
 *
 * <p>{@code openai} is the client, {@code redis} what functions share. Nothing here knows pools or
 * requests; this floor is handed titles and gives back indices.
 */
package dev.lrgd.llm;
