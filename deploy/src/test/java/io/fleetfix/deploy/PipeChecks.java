package io.fleetfix.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.deploy.Stack.Resource;
import io.fleetfix.deploy.Statement.Access;
import io.fleetfix.deploy.TemplateScenario.Step;
import io.fleetfix.outbox.subscription.EventFields;
import io.fleetfix.outbox.subscription.OutboxFormat;
import io.fleetfix.testing.fixture.Golden;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.RuleCompiler;

/** Checks of the Pipe from the stream to the bus. */
final class PipeChecks {
  /** The limit of one PutEvents call, in events. */
  private static final int MAX_BATCH = 10;

  /** Retention of the stream, in seconds. */
  private static final int A_DAY = 86_400;

  private static final String STREAM = "/SourceParameters/DynamoDBStreamParameters";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PipeChecks() {}

  private static Resource pipe(Stack stack) {
    List<Resource> pipes = stack.all("AWS::Pipes::Pipe");
    if (pipes.size() != 1) {
      throw new IllegalArgumentException("There must be one Pipe: " + pipes);
    }
    return pipes.getFirst();
  }

  static void readsTheWholeStream(Stack stack, DeployedFacts facts, Problems problems) {
    Resource pipe = pipe(stack);
    String name = stack.parameter("Name") + "-" + stack.parameter("PipeNumber");
    problems.unlessEqual(name, pipe.text("/Name"), "The Pipe's name");
    problems.unlessEqual(
        stack.parameter("Relay").equals("pipe") ? "RUNNING" : "STOPPED",
        pipe.text("/DesiredState"),
        "State");
    JsonNode stream = pipe.at(STREAM);
    problems.unlessEqual(
        stack.arn("Table") + "/stream/2026-11-23T00:00:00.000", pipe.text("/Source"), "Source");
    problems.unlessEqual(stack.arn("Bus"), pipe.text("/Target"), "Target");
    problems.unlessEqual("TRIM_HORIZON", stream.path("StartingPosition").asText(), "Position");
    problems.unlessEqual(MAX_BATCH, stream.path("BatchSize").asInt(), "Batch");
    within(stream, "ParallelizationFactor", 1, 10, problems);
    within(stream, "MaximumRetryAttempts", 3, 1_000, problems);
    within(stream, "MaximumRecordAgeInSeconds", A_DAY / 2, A_DAY - 60, problems);
    problems.unlessEqual(
        "AUTOMATIC_BISECT", stream.path("OnPartialBatchItemFailure").asText(), "Partial failure");
    problems.unlessEqual(
        stack.arn("PipeDeadLetters"),
        stream.path("DeadLetterConfig").path("Arn").asText(),
        "Dead letters");
  }

  private static void within(JsonNode node, String field, int least, int most, Problems problems) {
    int value = node.path(field).asInt(-1);
    problems.unless(
        least <= value && value <= most,
        field + " should be " + least + " to " + most + " and is " + node.path(field));
  }

  /** The filter must not need the event name: it is not known whether AWS passes it to filters. */
  static void filter(Stack stack, DeployedFacts facts, Problems problems) throws Exception {
    Machine filter = filter(stack);
    for (Step step : facts.steps()) {
      for (boolean named : List.of(true, false)) {
        int passing = 0;
        for (JsonNode record : step.records()) {
          passing += passes(filter, named ? record : withoutName(record)) ? 1 : 0;
        }
        problems.unlessEqual(step.events().size(), passing, step.name() + ": what passes");
      }
    }
  }

  /** There must be only one filter, because a record passes if any filter matches. */
  static Machine filter(Stack stack) throws Exception {
    JsonNode filters = pipe(stack).at("/SourceParameters/FilterCriteria/Filters");
    String pattern = filters.path(0).path("Pattern").asText();
    if (filters.size() != 1 || RuleCompiler.check(pattern) != null) {
      throw new IllegalArgumentException("There must be one valid filter: " + filters);
    }
    Machine machine = Machine.builder().build();
    machine.addRule("filter", JSON.readTree(pattern).toString());
    return machine;
  }

  static boolean passes(Machine filter, JsonNode record) throws Exception {
    return !filter.rulesForJSONEvent(record.toString()).isEmpty();
  }

  private static JsonNode withoutName(JsonNode record) {
    ObjectNode copy = record.deepCopy();
    copy.remove("eventName");
    return copy;
  }

  /** Compares with the golden files that also pin what {@code EventBridgeBus} sends. */
  static void sameEvent(Stack stack, DeployedFacts facts, Problems problems) throws Exception {
    Machine filter = filter(stack);
    for (Step step : facts.steps()) {
      Set<JsonNode> sent = new HashSet<>();
      for (JsonNode record : step.records()) {
        if (passes(filter, record)) {
          sent.add(sent(pipe(stack), record));
        }
      }
      Set<JsonNode> expected = new HashSet<>();
      for (Golden event : step.events()) {
        expected.add(JSON.readTree(event.json()));
      }
      problems.unlessEqual(expected, sent, step.name() + ": what is sent");
    }
  }

  /**
   * Checks source, detail type and the order of the fields. Each field has the value of the
   * attribute of the same name; only the detail's source is a constant.
   */
  static void holdsTheFormat(Stack stack, DeployedFacts facts, Problems problems) throws Exception {
    OutboxFormat format = facts.format();
    ObjectNode image = JsonNodeFactory.instance.objectNode();
    Map<String, String> expected = new LinkedHashMap<>();
    for (String field : format.detail(TemplateScenario.COMPLETED).keySet()) {
      String type = field.equals(EventFields.SEQUENCE) ? "N" : "S";
      image.putObject(field).put(type, "the row's " + field);
      expected.put(field, "the row's " + field);
    }
    expected.put(EventFields.SOURCE, format.detailSource());
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.putObject("dynamodb").set("NewImage", image);
    JsonNode entry = sent(pipe(stack), record);
    problems.unlessEqual(format.busSource(), entry.path("source").asText(), "Source");
    problems.unlessEqual(format.detailType(), entry.path("detail-type").asText(), "Detail type");
    // Compared as strings, because JSON objects are equal regardless of the order of their fields.
    problems.unlessEqual(
        JSON.writeValueAsString(expected), entry.path("detail").toString(), "The detail");
  }

  /** The entry that the Pipe sends for a record that passed its filter. */
  static JsonNode sent(Resource pipe, JsonNode record) {
    InputTemplate template = new InputTemplate(pipe.text("/TargetParameters/InputTemplate"));
    if (template.text().length() > InputTemplate.MAX_LENGTH) {
      throw new IllegalArgumentException("The input template is too long");
    }
    JsonNode parameters = pipe.at("/TargetParameters/EventBridgeEventBusParameters");
    if (parameters.size() != 2) {
      throw new IllegalArgumentException("Only source and detail type may be set, as in the relay");
    }
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.set("source", parameters.path("Source"));
    entry.set("detail-type", parameters.path("DetailType"));
    entry.set("detail", template.applied(record));
    return entry;
  }

  static void logs(Stack stack, DeployedFacts facts, Problems problems) {
    Resource pipe = pipe(stack);
    problems.unlessEqual("ERROR", pipe.text("/LogConfiguration/Level"), "Level");
    problems.unless(
        pipe.at("/LogConfiguration/IncludeExecutionData").isMissingNode(),
        "The Pipe logs payloads");
    problems.unlessEqual(
        stack.arn("PipeLog"),
        pipe.text("/LogConfiguration/CloudwatchLogsLogDestination/LogGroupArn"),
        "The Pipe's log group");
    for (Resource log : stack.all("AWS::Logs::LogGroup")) {
      problems.unlessEqual(
          30, log.at("/RetentionInDays").asInt(), log.id() + "'s retention, in days");
    }
    String name = stack.parameter("Name");
    problems.unlessEqual(
        "/aws/vendedlogs/pipes/" + name,
        stack.resource("PipeLog").text("/LogGroupName"),
        "The name of the Pipe's log group");
    problems.unlessEqual(
        "/fleetfix/" + name,
        stack.resource("ServiceLog").text("/LogGroupName"),
        "The name of the service's log group");
  }

  static void permissions(Stack stack, DeployedFacts facts, Problems problems) {
    String stream = stack.arn("Table") + "/stream/2026-11-23T00:00:00.000";
    String bus = stack.arn("Bus");
    problems.unlessEqual(stack.arn("PipeRole"), pipe(stack).text("/RoleArn"), "The Pipe's role");
    for (String action : List.of("DescribeStream", "GetRecords", "GetShardIterator")) {
      may(stack, problems, true, "dynamodb:" + action, stream, Map.of());
      may(
          stack,
          problems,
          false,
          "dynamodb:" + action,
          stream.replace("table/", "table/x"),
          Map.of());
    }
    may(stack, problems, true, "dynamodb:ListStreams", "*", Map.of());
    for (Resource queue : stack.all(QueueChecks.QUEUE)) {
      List<Statement> both = new ArrayList<>(new Policies(stack).of("PipeRole"));
      both.addAll(new Policies(stack).about(queue));
      Access access =
          new Access(
              stack.arn("PipeRole"),
              "sqs:SendMessage",
              stack.arn(queue.id()),
              Map.of("aws:SecureTransport", List.of("true")));
      problems.unlessDecided(queue.id().equals("PipeDeadLetters"), both, access);
    }
    OutboxFormat format = facts.format();
    Map<String, List<String>> ours = RoleChecks.event(format.busSource(), format.detailType());
    may(stack, problems, true, "events:PutEvents", bus, ours);
    may(stack, problems, false, "events:PutEvents", bus + "2", ours);
    for (Map<String, List<String>> other :
        List.of(
            RoleChecks.event("elsewhere", format.detailType()),
            RoleChecks.event(format.busSource(), "Other"))) {
      may(stack, problems, false, "events:PutEvents", bus, other);
    }
    for (String action : List.of("GetItem", "Query", "Scan", "PutItem", "UpdateItem")) {
      may(stack, problems, false, "dynamodb:" + action, stack.arn("Table"), Map.of());
    }
  }

  private static void may(
      Stack stack,
      Problems problems,
      boolean expected,
      String action,
      String resource,
      Map<String, List<String>> context) {
    Access access = new Access(stack.arn("PipeRole"), action, resource, context);
    problems.unlessDecided(expected, new Policies(stack).of("PipeRole"), access);
  }
}
