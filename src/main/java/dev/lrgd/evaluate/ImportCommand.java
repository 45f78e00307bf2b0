package dev.lrgd.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.DataSetReader;
import dev.lrgd.evaluate.data.DataSetWriter;
import dev.lrgd.pool.PoolId;
import dev.lrgd.space.Interaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends a data set to a running service and has it adapt the pool. */
@Command(
    name = "import",
    description = "Sends a data set to a running service, then has it adapt the pool.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:everything was accepted",
      "1:the service rejected some lines, which are printed",
      "2:bad arguments or data, or the service refused"
    })
final class ImportCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder with items.jsonl[.gz] and interactions.csv[.gz].")
  private Path data;

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = "Where the service is, such as http://localhost:8080.")
  private URI url;

  @Option(names = "--pool", paramLabel = "NAME", required = true, description = "The pool.")
  private String pool;

  @Spec private CommandSpec spec;

  private int accepted;
  private int rejected;

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkArguments();
    ServiceClient service = new ServiceClient(url, pool, Duration.ofSeconds(1));
    DataSet dataSet = DataSetReader.read(data);
    send(
        service,
        "items",
        dataSet.items().values().stream()
            .filter(item -> !item.title().isEmpty())
            .map(DataSetWriter::json)
            .toList());
    send(
        service, "interactions", dataSet.interactions().stream().map(ImportCommand::json).toList());
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%,d lines accepted, %,d rejected%n", accepted, rejected);
    long untitled = dataSet.items().values().stream().filter(i -> i.title().isEmpty()).count();
    if (untitled > 0) {
      out.printf("%,d items were left out: they have no title%n", untitled);
    }
    out.println("adaptation: " + service.post("adaptations"));
    out.flush();
    return rejected == 0 ? 0 : 1;
  }

  private void checkArguments() {
    if (!PoolId.isName(pool)) {
      throw new ParameterException(spec.commandLine(), "--pool: not a pool's name: " + pool);
    }
    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
      throw new ParameterException(spec.commandLine(), "--url: not an http address: " + url);
    }
  }

  private void send(ServiceClient service, String collection, List<String> lines)
      throws IOException, InterruptedException {
    StringBuilder complaints = new StringBuilder();
    try (Progress bar = new Progress(spec.commandLine().getErr(), collection, lines.size())) {
      for (List<String> chunk : Chunks.of(lines)) {
        JsonNode answer = service.put(collection, String.join("\n", chunk) + "\n");
        accepted += answer.path("accepted").asInt();
        rejected += answer.path("moreRejected").asInt();
        for (JsonNode rejection : answer.path("rejected")) {
          rejected++;
          int line = rejection.path("line").asInt();
          complaints.append("rejected: ").append(rejection.path("reason").asText()).append(": ");
          complaints.append(line >= 1 && line <= chunk.size() ? chunk.get(line - 1) : "");
          complaints.append(System.lineSeparator());
        }
        bar.step(chunk.size());
      }
    }
    spec.commandLine().getErr().print(complaints);
    spec.commandLine().getErr().flush();
  }

  private static String json(Interaction interaction) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("user", interaction.user())
            .put("item", interaction.item())
            .put("timestamp", interaction.time());
    if (!Double.isNaN(interaction.rating())) {
      json.put("rating", interaction.rating());
    }
    return json.toString();
  }
}
