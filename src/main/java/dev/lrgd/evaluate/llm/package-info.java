/**
 * A language model under evaluation: any endpoint with OpenAI's chat completions, asked with the
 * service's own prompts. Answers are kept, so that nothing is paid for twice, and what is spent is
 * limited.
 */
package dev.lrgd.evaluate.llm;
