package dev.lrgd.evaluate.llm;

import dev.lrgd.evaluate.http.JsonHttp;
import dev.lrgd.llm.Price;
import dev.lrgd.llm.PromptSettings;
import dev.lrgd.llm.PromptTemplates;
import dev.lrgd.llm.PromptWriter;
import dev.lrgd.llm.Spending.Amount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model is evaluated, and what it may cost. */
public final class LlmOptions {
  private static final String ANSWERS = "llm-answers.jsonl";
  private static final double MICROS = 1e6;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Option(
      names = "--llm-url",
      paramLabel = "URL",
      defaultValue = "${env:QUARKUS_LANGCHAIN4J_OPENAI_BASE_URL:-https://api.openai.com/v1/}",
      description =
          "Any endpoint with OpenAI's chat completions. Default:"
              + " QUARKUS_LANGCHAIN4J_OPENAI_BASE_URL, or OpenAI's own.")
  private URI url;

  @Option(
      names = "--llm-model",
      paramLabel = "NAME",
      defaultValue = "${env:QUARKUS_LANGCHAIN4J_OPENAI_CHAT_MODEL_MODEL_NAME:-gpt-4o-mini}",
      description =
          "Its model. Default: QUARKUS_LANGCHAIN4J_OPENAI_CHAT_MODEL_MODEL_NAME, or gpt-4o-mini.")
  private String model;

  @Option(
      names = "--llm-key",
      paramLabel = "KEY",
      defaultValue = "${env:QUARKUS_LANGCHAIN4J_OPENAI_API_KEY:-none}",
      description = "Better not on the command line: QUARKUS_LANGCHAIN4J_OPENAI_API_KEY.")
  private String key;

  @Option(
      names = "--llm-prompts",
      paramLabel = "DIR",
      description = "Folder with prompts of your own, as of LRGD_LLM_PROMPTS.")
  private Path prompts;

  @Option(
      names = "--llm-logprobs",
      description =
          "Asks for log-probabilities: what demonstrations change is then measured by them, and"
              + " else by the rank of what was chosen.")
  private boolean logProbabilities;

  @Option(
      names = "--llm-tokens",
      paramLabel = "N",
      defaultValue = "1000000",
      description =
          "Hard limit of tokens read and written, all runs with the same --out together. Default:"
              + " ${DEFAULT-VALUE}.")
  private long tokens;

  @Option(
      names = "--llm-money",
      paramLabel = "X",
      description = "Hard limit in the currency of the prices. Default: none.")
  private Double money;

  @Option(
      names = "--llm-input-price",
      paramLabel = "X",
      defaultValue = "0",
      description = "Of a million tokens read.")
  private double inputPrice;

  @Option(
      names = "--llm-output-price",
      paramLabel = "X",
      defaultValue = "0",
      description = "Of a million tokens written.")
  private double outputPrice;

  /**
   * @param out folder in which answers are kept
   */
  public LlmRun run(Path out) throws IOException {
    return new LlmRun(
        new ChatEndpoint(url, key, model, logProbabilities, new JsonHttp(PAUSE)),
        AnswerLog.open(out.resolve(ANSWERS)),
        new Price(inputPrice, outputPrice),
        new Amount(tokens, money == null ? Long.MAX_VALUE : (long) (money * MICROS)));
  }

  public PromptWriter writer() {
    return new PromptWriter(
        PromptTemplates.load(Optional.ofNullable(prompts)), PromptSettings.defaults());
  }
}
