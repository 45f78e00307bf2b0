package dev.lrgd.evaluate.llm;

import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.llm.Completion;
import dev.lrgd.llm.Price;
import dev.lrgd.llm.Prompt;
import dev.lrgd.llm.Spending.Amount;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model's answers to an evaluation's prompts. None is asked for twice, and none that could cost
 * more than the limit leaves; what was answered before counts.
 */
public final class LlmRun {
  private static final double MICROS = 1e6;

  private final ChatEndpoint endpoint;
  private final AnswerLog log;
  private final Price price;
  private final Amount limit;
  private Amount spent = Amount.NONE;

  public LlmRun(ChatEndpoint endpoint, AnswerLog log, Price price, Amount limit) {
    this.endpoint = endpoint;
    this.log = log;
    this.price = price;
    this.limit = limit;
    log.all().forEach(answer -> spent = spent.plus(cost(answer)));
  }

  /**
   * What the prompts will cost at most, for the user to read.
   *
   * @throws DataException when that is more than the limit leaves
   */
  public String estimate(List<Prompt> prompts) {
    Map<String, Prompt> open = new LinkedHashMap<>();
    prompts.forEach(prompt -> open.put(AnswerLog.key(endpoint.name(), prompt), prompt));
    int distinct = open.size();
    open.keySet().removeIf(key -> log.find(key).isPresent());
    Amount most = Amount.NONE;
    for (Prompt prompt : open.values()) {
      most = most.plus(most(prompt));
    }
    String text =
        "%s: %,d prompts, %,d of them answered before; the others take at most %s, %s are spent"
            .formatted(endpoint.model(), distinct, distinct - open.size(), text(most), text(spent));
    if (!spent.plus(most).within(limit)) {
      throw new DataException(text + ": more than the limit allows");
    }
    return text;
  }

  /**
   * @throws DataException when the limit does not allow it
   */
  public Completion answer(Prompt prompt) throws IOException, InterruptedException {
    String key = AnswerLog.key(endpoint.name(), prompt);
    Completion known = log.find(key).orElse(null);
    if (known != null) {
      return known;
    }
    if (!spent.plus(most(prompt)).within(limit)) {
      throw new DataException(
          "the limit is reached: %s are spent; the answers so far are kept, and with a higher limit"
                  .formatted(text(spent))
              + " the same command goes on");
    }
    Completion counted = endpoint.ask(prompt);
    Completion answer = counted.inputTokens() > 0 ? counted : uncounted(counted, prompt);
    log.add(key, answer);
    spent = spent.plus(cost(answer));
    return answer;
  }

  /** An endpoint that counts no tokens is taken to have used all that it might. */
  private static Completion uncounted(Completion answer, Prompt prompt) {
    return new Completion(
        answer.text(),
        answer.model(),
        prompt.inputTokens(),
        prompt.maxOutputTokens(),
        answer.tokens());
  }

  private Amount most(Prompt prompt) {
    return price.of(prompt.inputTokens(), prompt.maxOutputTokens());
  }

  private Amount cost(Completion answer) {
    return price.of(answer.inputTokens(), answer.outputTokens());
  }

  private static String text(Amount amount) {
    return amount.micros() == 0
        ? String.format(Locale.ROOT, "%,d tokens", amount.tokens())
        : String.format(
            Locale.ROOT, "%,d tokens (%.4f)", amount.tokens(), amount.micros() / MICROS);
  }
}
