package dev.lrgd.llm.openai;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkiverse.langchain4j.openai.common.QuarkusOpenAiClient;
import io.quarkiverse.langchain4j.openai.common.runtime.AdditionalPropertiesHack;

/**
 * Takes effect in a native executable only: there quarkus-langchain4j 1.10.0 makes its client's
 * builder without the factory that hands over the settings LangChain4j has no name for, and an
 * endpoint whose authority {@code tls-configuration-name} names is not trusted. This takes them
 * over as the factory does.
 */
@TargetClass(QuarkusOpenAiClient.Builder.class)
final class NativeClientBuilder {

  @Substitute
  public QuarkusOpenAiClient build() {
    QuarkusOpenAiClient.Builder self = (QuarkusOpenAiClient.Builder) (Object) this;
    self.configName(AdditionalPropertiesHack.getAndClearConfigName());
    self.tlsConfigurationName(AdditionalPropertiesHack.getAndClearTlsConfigurationName());
    self.logCurl(AdditionalPropertiesHack.getAndClearLogCurl());
    self.proxy(AdditionalPropertiesHack.getAndClearProxy());
    return (QuarkusOpenAiClient) (Object) new NativeClient(this);
  }
}
