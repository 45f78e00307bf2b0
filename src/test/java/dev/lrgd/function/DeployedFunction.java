package dev.lrgd.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A {@code function.zip} unpacked and started as Lambda does it: the native one by its {@code
 * bootstrap}, the JVM one by the runtime interface client of the managed Java runtimes, which loads
 * Quarkus' handler class from the unpacked folder.
 */
final class DeployedFunction implements AutoCloseable {

  private final Process process;
  private final Path log;
  private final RuntimeApi api;
  private final long startNanos;

  private DeployedFunction(Process process, Path log, RuntimeApi api, long startNanos) {
    this.process = process;
    this.log = log;
    this.api = api;
    this.startNanos = startNanos;
  }

  /** Starts one of the three handlers; it fetches its events from {@link #api()}. */
  static DeployedFunction start(Path zip, String handler, Map<String, String> environment)
      throws IOException {
    Path root = unpacked(zip);
    RuntimeApi api = new RuntimeApi();
    Path log = Files.createTempFile(root.getParent(), handler, ".log");
    ProcessBuilder builder = new ProcessBuilder(command(root)).directory(root.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("LRGD_"));
    variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "test");
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/test");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "test");
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("LAMBDA_TASK_ROOT", root.toString());
    variables.put("QUARKUS_LAMBDA_HANDLER", handler);
    variables.putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long start = System.nanoTime();
    return new DeployedFunction(builder.start(), log, api, start);
  }

  RuntimeApi api() {
    return api;
  }

  /** From the start of the process to its first request for an event. */
  Duration startUp() throws InterruptedException, TimeoutException {
    return Duration.ofNanos(api.awaitFirstNext(Duration.ofSeconds(60)) - startNanos);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Resident memory in bytes; 0 where the system does not tell. */
  long residentBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    api.close();
    try (Stream<Path> files = Files.walk(log.getParent())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<String> command(Path root) {
    Path bootstrap = root.resolve("bootstrap");
    if (Files.exists(bootstrap)) {
      return List.of(bootstrap.toString());
    }
    String client =
        Stream.of(
                AWSLambda.class, PojoSerializer.class, Context.class, SdkInternalThreadLocal.class)
            .map(DeployedFunction::jarOf)
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        client,
        AWSLambda.class.getName(),
        QuarkusStreamHandler.class.getName() + "::handleRequest");
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path unpacked(Path zip) throws IOException {
    Path root =
        Files.createTempDirectory(zip.toAbsolutePath().getParent(), "deployed").resolve("task");
    try (ZipFile file = new ZipFile(zip.toFile())) {
      file.stream().filter(entry -> !entry.isDirectory()).forEach(e -> unpack(file, e, root));
    }
    Path bootstrap = root.resolve("bootstrap");
    if (Files.exists(bootstrap) && !bootstrap.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + bootstrap);
    }
    return root;
  }

  private static void unpack(ZipFile file, ZipEntry entry, Path root) {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IllegalArgumentException(entry.getName());
    }
    try (InputStream in = file.getInputStream(entry)) {
      Files.createDirectories(target.getParent());
      Files.copy(in, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
