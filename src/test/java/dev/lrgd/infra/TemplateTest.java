package dev.lrgd.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.llm.LlmConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What is deployed, checked without AWS. */
class TemplateTest {

  private static final Path TEMPLATE = Path.of("infra", "template.yaml");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9]+)[.}]");

  private final JsonNode template = read();
  private final JsonNode resources = template.get("Resources");

  @Test
  void threeFunctionsFromOneDeployableDifferInTheirHandler() {
    Set<String> handlers = new HashSet<>();
    for (JsonNode function : ofType("AWS::Serverless::Function")) {
      JsonNode properties = function.get("Properties");
      assertFalse(properties.has("CodeUri"), "one deployable for all");
      handlers.add(properties.at("/Environment/Variables/QUARKUS_LAMBDA_HANDLER").asText());
      assertTrue(properties.get("Timeout").asInt() >= 29);
    }
    assertEquals(Set.of("http", "recommend", "adapt"), handlers);
    assertEquals("../target/function.zip", template.at("/Globals/Function/CodeUri").asText());
  }

  @Test
  void theFunctionsStartWithAModelAndWithoutOne() {
    JsonNode llm = template.at("/Globals/Function/Environment/Variables/LRGD_LLM/If");
    assertEquals("HasModel", llm.get(0).asText());
    assertEquals(LlmConfig.Provider.OPENAI, provider(llm.get(1)));
    assertEquals(LlmConfig.Provider.OFF, provider(llm.get(2)));
  }

  private static LlmConfig.Provider provider(JsonNode value) {
    assertTrue(value.isTextual(), value.toString());
    return new SmallRyeConfigBuilder()
        .withDefaultValue("lrgd.llm", value.asText())
        .build()
        .getValue("lrgd.llm", LlmConfig.Provider.class);
  }

  @Test
  void nativeAndJvmPackagingHaveTheirRuntimes() {
    JsonNode globals = template.at("/Globals/Function");
    assertEquals(
        "[\"IsNative\",\"provided.al2023\",\"java21\"]", globals.at("/Runtime/If").toString());
    assertEquals(
        "[\"IsNative\",\"None\",\"PublishedVersions\"]",
        globals.at("/SnapStart/ApplyOn/If").toString());
  }

  @Test
  void noRouteIsOpenToEverybody() {
    for (JsonNode route : ofType("AWS::ApiGatewayV2::Route")) {
      assertEquals(
          "[\"IsJwt\",\"JWT\",\"AWS_IAM\"]",
          route.at("/Properties/AuthorizationType/If").toString());
    }
    JsonNode stage = ofType("AWS::ApiGatewayV2::Stage").get(0).get("Properties");
    assertTrue(stage.at("/DefaultRouteSettings").has("ThrottlingRateLimit"));
    String log = stage.at("/AccessLogSettings/Format").asText();
    assertFalse(log.contains("sourceIp") || log.contains("context.path"), log);
  }

  @Test
  void everyRoleNamesItsActionsAndWritesToItsOwnLogOnly() {
    List<String> actions = new ArrayList<>();
    for (String kind : List.of("AWS::IAM::Role", "AWS::IAM::ManagedPolicy")) {
      ofType(kind).forEach(role -> role.findValues("Action").forEach(a -> texts(a, actions)));
    }
    assertFalse(actions.isEmpty());
    assertTrue(actions.stream().noneMatch(action -> action.contains("*")), actions.toString());
    for (String function : List.of("Http", "Recommend", "Adapt")) {
      JsonNode own = resources.at("/" + function + "Role/Properties/Policies/0");
      assertEquals(
          function + "Logs.Arn", own.at("/PolicyDocument/Statement/0/Resource/GetAtt").asText());
    }
  }

  @Test
  void failedAdaptationsAreKeptAndAlarmed() {
    JsonNode target = resources.at("/AdaptationRuns/Properties/Target");
    assertEquals("DeadLetters.Arn", target.at("/DeadLetterConfig/Arn/GetAtt").asText());
    String input = target.at("/Input/Sub").asText();
    assertTrue(input.contains("<aws.scheduler.scheduled-time>"), input);
    // A number: as a text the map would be refused.
    assertTrue(input.contains("\"concurrency\":${AdaptationConcurrency}"), input);
    assertEquals(
        "DeadLetters.Arn",
        resources
            .at(
                "/AdaptFunction/Properties/EventInvokeConfig/DestinationConfig/OnFailure"
                    + "/Destination/GetAtt")
            .asText());
    assertEquals(
        "DeadLetters.QueueName",
        resources.at("/AdaptationsPutAside/Properties/Dimensions/0/Value/GetAtt").asText());
  }

  @Test
  void everyPoolIsAdaptedByAnInvocationOfItsOwnThatIsRepeatedAndPutAside() {
    assertEquals(
        "AdaptationRounds", resources.at("/AdaptationRuns/Properties/Target/Arn/Ref").asText());
    JsonNode map = resources.at("/AdaptationRounds/Properties/Definition/States/EachPool");
    assertEquals(
        "States.Array($$.Map.Item.Value)", map.at("/ItemSelector").get("pools.$").asText());
    assertEquals("$.concurrency", map.at("/MaxConcurrencyPath").asText());
    assertEquals("$.scheduledTime", map.at("/ItemSelector").get("scheduledTime.$").asText());
    JsonNode adapt = map.at("/ItemProcessor/States/Adapt");
    // Longer than a lease: who was killed keeps the pool no longer than that.
    assertTrue(adapt.at("/Retry/0/IntervalSeconds").asInt() > 30);
    assertEquals("PutPoolAside", adapt.at("/Catch/0/Next").asText());
    assertEquals(
        "${DeadLetters}",
        map.at("/ItemProcessor/States/PutPoolAside/Parameters/QueueUrl").asText());
  }

  @Test
  void theStoreSpeaksTlsAndIsReachedByTheFunctionsOnly() {
    assertTrue(
        template
            .at("/Globals/Function/Environment/Variables/QUARKUS_REDIS_HOSTS/Sub")
            .asText()
            .startsWith("rediss://"));
    JsonNode ingress = resources.at("/CacheSecurityGroup/Properties/SecurityGroupIngress");
    assertEquals(1, ingress.size());
    assertEquals(
        "FunctionSecurityGroup.GroupId", ingress.at("/0/SourceSecurityGroupId/GetAtt").asText());
  }

  @Test
  void secretsAreNamedAndNeverWritten() throws IOException {
    for (String line : Files.readAllLines(TEMPLATE)) {
      if (line.contains("PASSWORD:") || line.contains("API_KEY:") || line.contains("Passwords:")) {
        assertTrue(line.contains("resolve:secretsmanager") || line.endsWith("!If"), line);
      }
    }
  }

  @Test
  void whatIsCountedAndWhatFailsHasAnAlarm() {
    Set<String> alarmed = new HashSet<>();
    for (JsonNode alarm : ofType("AWS::CloudWatch::Alarm")) {
      JsonNode properties = alarm.get("Properties");
      alarmed.add(
          properties.get("MetricName").asText()
              + " of "
              + properties.at("/Dimensions/0/Value").elements().next().asText());
      assertEquals("HasAlarmTopic", properties.at("/AlarmActions/If/0").asText());
    }
    Set<String> expected =
        Set.of(
            "Errors of HttpFunction",
            "Errors of RecommendFunction",
            "Throttles of HttpFunction",
            "Throttles of RecommendFunction",
            "Degraded of AWS::StackName",
            "Alarms of AWS::StackName",
            "5xx of Api",
            "Latency of Api",
            "ApproximateNumberOfMessagesVisible of DeadLetters.QueueName",
            "ExecutionsFailed of AdaptationRounds",
            "ThrottledCmds of Cache");
    assertEquals(expected, alarmed);
  }

  @Test
  void aStackThatIsDeletedTakesItsCacheAlongAndLeavesASnapshot() {
    JsonNode cache = resources.get("Cache");
    assertEquals("Delete", cache.get("DeletionPolicy").asText());
    assertEquals("${AWS::StackName}-final", cache.at("/Properties/FinalSnapshotName/Sub").asText());
  }

  @Test
  void theWayOutIsThereForWhoNeedsItAndForNobodyElse() {
    assertEquals(
        "[{\"Condition\":\"HasModel\"},{\"Condition\":\"HasTraces\"}]",
        template.at("/Conditions/HasWayOut/Or").toString());
    assertEquals("HasWayOut", resources.at("/Nat/Condition").asText());
    JsonNode variables = template.at("/Globals/Function/Environment/Variables");
    assertEquals(
        "[\"HasTraces\",\"false\",\"true\"]",
        variables.at("/QUARKUS_OTEL_SDK_DISABLED/If").toString());
  }

  @Test
  void everyNameThatIsReferredToExists() {
    Set<String> names = new HashSet<>();
    template.get("Parameters").fieldNames().forEachRemaining(names::add);
    resources.fieldNames().forEachRemaining(names::add);
    Set<String> referred = new HashSet<>();
    template.findValues("Ref").forEach(ref -> referred.add(ref.asText().split("\\.")[0]));
    template.findValues("GetAtt").forEach(ref -> referred.add(ref.asText().split("\\.")[0]));
    template
        .findValues("Sub")
        .forEach(
            text -> {
              Matcher matcher = REFERENCE.matcher(text.asText());
              while (matcher.find()) {
                referred.add(matcher.group(1));
              }
            });
    referred.removeIf(name -> name.startsWith("AWS::"));
    referred.removeAll(names);
    assertEquals(Set.of(), referred);
    Set<String> conditions = new HashSet<>();
    template.findValues("If").forEach(choice -> conditions.add(choice.get(0).asText()));
    resources.forEach(
        resource -> {
          if (resource.has("Condition")) {
            conditions.add(resource.get("Condition").asText());
          }
        });
    conditions.forEach(name -> assertTrue(template.get("Conditions").has(name), name));
  }

  @Test
  void theDashboardIsJson() throws IOException {
    String body = resources.at("/Dashboard/Properties/DashboardBody/Sub").asText();
    assertEquals(6, new ObjectMapper().readTree(body).get("widgets").size());
  }

  /** CloudFormation's own types and properties, where node and the packages can be had. */
  @Test
  void cloudFormationWouldAcceptIt() throws IOException, InterruptedException {
    File check = new File("infra/check");
    assumeTrue(
        run(check, "node", "--version") == 0, "SKIPPED: no node, so CDK did not see the template");
    if (!new File(check, "node_modules").exists()) {
      assumeTrue(
          run(check, "npm", "ci") == 0, "SKIPPED: no packages, so CDK did not see the template");
    }
    assertEquals(
        0, run(check, "node", "check.mjs"), () -> "infra/check/check.mjs says\n" + readLog());
  }

  private static final Path LOG = Path.of("target", "infra-check.log");

  private static int run(File directory, String... command)
      throws IOException, InterruptedException {
    try {
      Files.createDirectories(LOG.getParent());
      Process process =
          new ProcessBuilder(command)
              .directory(directory)
              .redirectErrorStream(true)
              .redirectOutput(LOG.toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException e) {
      return -1;
    }
  }

  private static String readLog() {
    try {
      return Files.readString(LOG);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private List<JsonNode> ofType(String type) {
    List<JsonNode> found = new ArrayList<>();
    resources.forEach(
        resource -> {
          if (resource.get("Type").asText().equals(type)) {
            found.add(resource);
          }
        });
    assertFalse(found.isEmpty(), type);
    return found;
  }

  private static void texts(JsonNode node, List<String> into) {
    if (node.isTextual()) {
      into.add(node.asText());
    }
    for (Iterator<JsonNode> nodes = node.elements(); nodes.hasNext(); ) {
      texts(nodes.next(), into);
    }
  }

  private static JsonNode read() {
    try {
      Yaml yaml = new Yaml(new ShortForms());
      Map<String, Object> tree = yaml.load(Files.readString(TEMPLATE, StandardCharsets.UTF_8));
      return new ObjectMapper().valueToTree(tree);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads {@code !Ref x} as {@code {"Ref": x}}, and so on for every short form. */
  private static final class ShortForms extends SafeConstructor {
    ShortForms() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return Map.of(node.getTag().getValue().substring(1), value(node));
            }
          });
    }

    private Object value(Node node) {
      if (node instanceof ScalarNode scalar) {
        return constructScalar(scalar);
      }
      return node instanceof SequenceNode sequence
          ? constructSequence(sequence)
          : constructMapping((MappingNode) node);
    }
  }
}
