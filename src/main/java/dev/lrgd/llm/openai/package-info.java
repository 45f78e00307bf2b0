/** The client of endpoints that speak OpenAI's chat completions, on LangChain4j. */
package dev.lrgd.llm.openai;
