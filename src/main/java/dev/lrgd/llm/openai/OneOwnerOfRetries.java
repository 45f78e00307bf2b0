package dev.lrgd.llm.openai;

import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import io.quarkiverse.langchain4j.ModelBuilderCustomizer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes retries from LangChain4j: it knows no deadline and swallows the interrupt that ends a call
 * (400 ms became 2.5 s). Its configuration refuses 0, its builder does not.
 */
@ApplicationScoped
public class OneOwnerOfRetries implements ModelBuilderCustomizer<OpenAiChatModelBuilder> {

  @Override
  public void customize(OpenAiChatModelBuilder builder) {
    builder.maxRetries(0).strictJsonSchema(true);
  }
}
