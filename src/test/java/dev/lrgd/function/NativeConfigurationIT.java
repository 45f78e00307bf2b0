package dev.lrgd.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The executable has its configuration in it, made when it was built ({@link
 * dev.lrgd.function.start}): what is set where it starts has to count as it does on a JVM.
 */
@Tag("native")
class NativeConfigurationIT {
  private static final String TEXT = "quarkus.log.console.json.enabled=false";

  @TempDir Path directory;
  private Path executable;

  @BeforeEach
  void find() {
    Deployables.ofNative();
    executable = Path.of(System.getProperty("native.image.path"));
  }

  @Test
  void wrongValuesFailTheStart() throws Exception {
    for (Map<String, String> wrong :
        List.of(
            Map.of("QUARKUS_HTTP_PORT", "none"),
            Map.of("QUARKUS_LANGCHAIN4J_OPENAI_TIMEOUT", "soon"),
            Map.of("LRGD_API_MAX_BODY", "much"),
            Map.of("LRGD_API_MAX_LINES", "-1"))) {
      expect(wrong, List.of(), "Configuration validation failed");
    }
    expect(
        Map.of(),
        List.of("-Dlrgd.sample.no-such-name=1"),
        "lrgd.sample.no-such-name in SysPropConfigSource does not map to any root");
  }

  @Test
  void namesThatNobodyKnowsAreWarnedOf() throws Exception {
    String said = start(Map.of(), List.of("-Dquarkus.http.no-such-name=1"));
    assertTrue(said.contains("Unrecognized configuration key"), said);
    assertTrue(said.contains("quarkus.http.no-such-name"), said);
  }

  @Test
  void namesThatAreFixedAreWarnedOf() throws Exception {
    String text = "quarkus.http.root-path is set to '/x' but it is build time fixed to '/'";
    expect(Map.of("QUARKUS_HTTP_ROOT_PATH", "/x"), List.of(), text);
    expect(Map.of("_PROD_QUARKUS_HTTP_ROOT_PATH", "/x"), List.of(), text);
    expect(Map.of(), List.of("-Dquarkus.http.root-path=/x"), text);
    expect(Map.of(), List.of("-D%prod.quarkus.http.root-path=/x"), text);
  }

  @Test
  void deprecatedNamesAreWarnedOf() throws Exception {
    String text = "The \\\"quarkus.log.file.json\\\" config property is deprecated";
    expect(Map.of("QUARKUS_LOG_FILE_JSON", "true"), List.of(), text);
    expect(Map.of("_PROD_QUARKUS_LOG_FILE_JSON", "true"), List.of(), text);
    expect(Map.of(), List.of("-Dquarkus.log.file.json=true"), text);
  }

  @Test
  void nothingIsWarnedOfWhereNothingIsSet() throws Exception {
    String said = start(Map.of(), List.of());
    assertFalse(said.contains("WARN"), said);
  }

  @Test
  void everyWayToSetSomethingCounts() throws Exception {
    assertEquals("json", format(Map.of(), List.of()));
    assertEquals("text", format(Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false"), List.of()));
    assertEquals(
        "text", format(Map.of("_PROD_QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false"), List.of()));
    // A name that an earlier Quarkus had.
    assertEquals("text", format(Map.of("QUARKUS_LOG_CONSOLE_JSON", "false"), List.of()));
    assertEquals("text", format(Map.of("QUARKUS_PROFILE", "dev"), List.of()));
    Path elsewhere = Files.writeString(directory.resolve("elsewhere.properties"), TEXT);
    assertEquals(
        "text", format(Map.of("QUARKUS_CONFIG_LOCATIONS", elsewhere.toString()), List.of()));
    assertEquals("text", format(Map.of(), List.of("-Dsmallrye.config.locations=" + elsewhere)));
    assertEquals("text", format(Map.of(), List.of("-D" + TEXT)));
    assertEquals("text", format(Map.of(), List.of("-D%prod." + TEXT)));
  }

  @Test
  void filesOfTheWorkingDirectoryCount() throws Exception {
    Path env = Files.writeString(directory.resolve(".env"), TEXT.toUpperCase().replace('.', '_'));
    assertEquals("text", format(Map.of(), List.of()));
    Files.delete(env);
    Path config = Files.createDirectory(directory.resolve("config"));
    Files.writeString(config.resolve("application.properties"), TEXT);
    assertEquals("text", format(Map.of(), List.of()));
  }

  private void expect(Map<String, String> environment, List<String> arguments, String text)
      throws Exception {
    String said = start(environment, arguments);
    assertTrue(said.contains(text), environment + " " + arguments + ": " + said);
  }

  /** What the start is announced in. */
  private String format(Map<String, String> environment, List<String> arguments) throws Exception {
    String line =
        start(environment, arguments)
            .lines()
            .filter(one -> one.contains("powered by Quarkus"))
            .findFirst()
            .orElseThrow();
    return line.startsWith("{") ? "json" : "text";
  }

  /** What it says until it has started, or has failed to. No runtime API answers it. */
  private String start(Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(arguments);
    Path log = directory.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1");
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)
        && !Files.readString(log).contains("powered by Quarkus")
        && System.nanoTime() < end) {}
    process.destroyForcibly().waitFor();
    return Files.readString(log);
  }
}
