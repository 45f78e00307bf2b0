package dev.lrgd.llm.openai;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkiverse.langchain4j.openai.common.QuarkusOpenAiClient;

/** The constructor that only its builder may call; see {@link NativeClientBuilder}. */
@TargetClass(QuarkusOpenAiClient.class)
final class NativeClient {
  @Alias
  NativeClient(NativeClientBuilder builder) {}
}
