package io.fleetfix.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks of the template as a whole: size, inventory, parameters and outputs. */
final class ShapeChecks {
  /** CloudFormation's limit, in bytes, for a template that is not uploaded to a bucket. */
  private static final int MAX_SIZE = 51_200;

  /** Number of resources by type, apart from those of the subscriptions. */
  private static final Map<String, Integer> INVENTORY =
      Map.ofEntries(
          Map.entry("AWS::CloudWatch::Alarm", 11),
          Map.entry("AWS::DynamoDB::Table", 2),
          Map.entry("AWS::Events::Archive", 1),
          Map.entry("AWS::Events::EventBus", 1),
          Map.entry("AWS::IAM::Role", 2),
          Map.entry("AWS::Logs::LogGroup", 2),
          Map.entry("AWS::Pipes::Pipe", 1),
          Map.entry("AWS::SQS::Queue", 2),
          Map.entry("AWS::SQS::QueuePolicy", 2));

  /** Number of additional resources for each subscription. */
  private static final Map<String, Integer> INVENTORY_OF_A_SUBSCRIPTION =
      Map.of(
          "AWS::CloudWatch::Alarm", 1,
          "AWS::Events::Rule", 1,
          "AWS::SQS::Queue", 2,
          "AWS::SQS::QueuePolicy", 2);

  /** Table, bus and relay; in addition, each subscription has a setting for its queue. */
  private static final int SETTINGS = 3;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9]+)[.}]");
  private static final Pattern WORD_START = Pattern.compile("(?=[A-Z])");
  private static final String SETTING = "Setting";

  /** Values that a parameter must accept, the default first, and values that it must reject. */
  private record Values(List<String> accepted, List<String> rejected) {
    Values {
      accepted = List.copyOf(accepted);
      rejected = List.copyOf(rejected);
    }
  }

  private static final Map<String, Values> PARAMETERS =
      Map.of(
          "Name",
          new Values(
              List.of("fleetfix", "garage-2"),
              List.of("", "fx", "2garage", "Garage", "a_b", "a.b", "g".repeat(41))),
          "Relay",
          new Values(List.of("pipe", "embedded"), List.of("", "both")),
          "PipeNumber",
          new Values(List.of("1", "27"), List.of("", "one", "1000")),
          "CustomerKey",
          new Values(List.of("false", "true"), List.of("", "yes")),
          "AlarmTopic",
          new Values(
              List.of("", "arn:aws:sns:eu-central-1:111122223333:pager"),
              List.of("pager", "arn:aws:sqs:eu-central-1:111122223333:pager")),
          "Operator",
          new Values(
              List.of("", "arn:aws:iam::111122223333:role/team/operator"),
              List.of("*", "operator", "arn:aws:iam::111122223333:root")));

  private ShapeChecks() {}

  static void fits(Stack stack, DeployedFacts facts, Problems problems) {
    int size = Project.read(Template.FILE).getBytes(StandardCharsets.UTF_8).length;
    problems.unless(size <= MAX_SIZE, "The template has " + size + " bytes");
    problems.unlessEqual(
        "2010-09-09", stack.template().root().path("AWSTemplateFormatVersion").asText(), "Format");
    Map<String, Integer> inventory = new TreeMap<>(INVENTORY);
    INVENTORY_OF_A_SUBSCRIPTION.forEach(
        (type, count) -> inventory.merge(type, count * facts.subscriptions().size(), Integer::sum));
    if (stack.parameter("CustomerKey").equals("true")) {
      inventory.put("AWS::KMS::Key", 1);
    }
    problems.unlessEqual(inventory, stack.inventory(), "The resources");
  }

  static void haveNoCycles(Stack stack, DeployedFacts facts, Problems problems) {
    Map<String, Set<String>> needs = new HashMap<>();
    JsonNode resources = stack.template().resources();
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      Set<String> named = new HashSet<>();
      collectNames(resource.getValue(), named);
      named.removeIf(name -> !resources.has(name));
      needs.put(resource.getKey(), named);
    }
    while (needs.values().removeIf(Set::isEmpty)) {
      needs.values().forEach(left -> left.removeIf(name -> !needs.containsKey(name)));
    }
    problems.unless(needs.isEmpty(), "These resources depend on each other: " + needs.keySet());
  }

  private static void collectNames(JsonNode node, Set<String> names) {
    if (node.has("Ref")) {
      names.add(node.path("Ref").asText());
    }
    names.add(node.path("Fn::GetAtt").path(0).asText());
    VARIABLE
        .matcher(node.path("Fn::Sub").asText())
        .results()
        .map((MatchResult variable) -> variable.group(1))
        .forEach(names::add);
    node.forEach(child -> collectNames(child, names));
  }

  static void parametersReject(Stack stack, DeployedFacts facts, Problems problems) {
    JsonNode parameters = stack.template().root().path("Parameters");
    problems.unlessEqual(PARAMETERS.size(), parameters.size(), "The number of parameters");
    PARAMETERS.forEach(
        (name, values) -> {
          JsonNode parameter = parameters.path(name);
          problems.unlessEqual("String", parameter.path("Type").asText(), name);
          problems.unlessEqual(
              values.accepted().getFirst(), parameter.path("Default").asText("none"), name);
          for (String value : values.accepted()) {
            problems.unless(accepts(parameter, value), name + " rejects '" + value + "'");
          }
          for (String value : values.rejected()) {
            problems.unless(!accepts(parameter, value), name + " accepts '" + value + "'");
          }
          boolean explained =
              parameter.has("AllowedValues") || parameter.has("ConstraintDescription");
          problems.unless(explained, name + " does not document its values");
        });
  }

  private static boolean accepts(JsonNode parameter, String value) {
    JsonNode allowed = parameter.path("AllowedValues");
    for (JsonNode one : allowed) {
      if (one.isTextual() && one.asText().equals(value)) {
        return true;
      }
    }
    try {
      return allowed.isMissingNode()
          && Pattern.matches(parameter.path("AllowedPattern").asText(".*"), value);
    } catch (PatternSyntaxException noPattern) {
      return false;
    }
  }

  /** With the default name, the outputs equal the service's default settings. */
  static void outputsAreSettings(Stack stack, DeployedFacts facts, Problems problems) {
    Map<String, String> settings = settings(stack.outputs());
    WorkshopConfig config = WorkshopConfig.of(settings);
    problems.unlessEqual(List.of(), config.unknown(), "Unknown settings");
    problems.unlessEqual(
        SETTINGS + facts.subscriptions().size(), settings.size(), "The number of settings");
    problems.unless(
        settings.values().stream().allMatch(value -> !value.isEmpty()), "A setting is empty");
    if (stack.parameter("Name").equals("fleetfix")) {
      problems.unlessEqual(WorkshopConfig.of(Map.of()), config, "The service's configuration");
    } else {
      problems.unless(
          !WorkshopConfig.of(Map.of()).equals(config), "The name does not affect the settings");
    }
    Map<String, String> outputs = stack.outputs();
    problems.unlessEqual(stack.arn("ServiceRole"), outputs.get("ServiceRoleArn"), "The role");
    problems.unlessEqual(
        stack.resource("ServiceLog").text("/LogGroupName"),
        outputs.get("ServiceLogGroup"),
        "The service's log");
    problems.unlessEqual(stack.resource("Pipe").text("/Name"), outputs.get("PipeName"), "The Pipe");
    problems.unlessEqual(
        stack.resource("PipeLog").text("/LogGroupName"), outputs.get("PipeLogGroup"), "Its log");
  }

  /** Names settings as {@code deploy/env} does: SettingEventBus becomes FLEETFIX_EVENT_BUS. */
  static Map<String, String> settings(Map<String, String> outputs) {
    Map<String, String> settings = new HashMap<>();
    outputs.forEach(
        (output, value) -> {
          if (output.startsWith(SETTING)) {
            String words =
                String.join("_", WORD_START.split(output.substring(SETTING.length()), -1));
            settings.put("FLEETFIX_" + words.toUpperCase(Locale.ROOT), value);
          }
        });
    return settings;
  }
}
