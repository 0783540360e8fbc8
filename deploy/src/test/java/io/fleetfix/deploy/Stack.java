package io.fleetfix.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources and outputs of a template with given parameters. Every reference is resolved to the
 * name or ARN that the resource would have, so that equivalent references are equal.
 */
final class Stack {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-central-1";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
  private static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of("AWS::AccountId", ACCOUNT, "AWS::Region", REGION, "AWS::Partition", "aws");

  private final Template template;
  private final Map<String, String> parameters;
  private final Map<String, Resource> resources = new LinkedHashMap<>();

  private Stack(Template template, Map<String, String> parameters) {
    this.template = template;
    this.parameters = parameters;
  }

  /** A resource with resolved properties. A property that is not set is a missing node. */
  record Resource(String id, String type, JsonNode definition, JsonNode properties) {
    JsonNode at(String pointer) {
      return properties.at(pointer);
    }

    String text(String pointer) {
      return properties.at(pointer).asText();
    }
  }

  /**
   * Resolves a template.
   *
   * @param given values that replace the parameters' defaults
   * @throws Unresolvable if the template refers to something that does not exist in it
   */
  static Stack of(Template template, Map<String, String> given) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> parameter : template.root().path("Parameters").properties()) {
      JsonNode value = parameter.getValue().path("Default");
      if (value.isTextual()) {
        parameters.put(parameter.getKey(), value.asText());
      }
    }
    if (!parameters.keySet().containsAll(given.keySet())) {
      throw new Unresolvable("parameter for one of " + given.keySet());
    }
    parameters.putAll(given);
    Stack stack = new Stack(template, parameters);
    for (Map.Entry<String, JsonNode> resource : template.resources().properties()) {
      JsonNode definition = resource.getValue();
      if (!definition.has("Condition") || stack.holds(definition.path("Condition").asText())) {
        stack.resources.put(
            resource.getKey(),
            new Resource(
                resource.getKey(),
                definition.path("Type").asText(),
                definition,
                stack.resolved(definition.path("Properties"))));
      }
    }
    return stack;
  }

  Template template() {
    return template;
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** The number of resources by type. */
  Map<String, Integer> inventory() {
    Map<String, Integer> inventory = new TreeMap<>();
    resources.values().forEach(resource -> inventory.merge(resource.type(), 1, Integer::sum));
    return inventory;
  }

  List<Resource> all(String type) {
    return resources.values().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /**
   * The resource with this logical id.
   *
   * @throws Unresolvable if it does not exist
   */
  Resource resource(String id) {
    Resource resource = resources.get(id);
    if (resource == null) {
      throw new Unresolvable(id);
    }
    return resource;
  }

  String arn(String id) {
    return attribute(id, "Arn");
  }

  /** The resolved outputs by name. */
  Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> output : template.root().path("Outputs").properties()) {
      outputs.put(output.getKey(), resolved(output.getValue().path("Value")).asText());
    }
    return outputs;
  }

  private JsonNode resolved(JsonNode node) {
    return switch (node) {
      case ObjectNode object when object.has("Ref") -> reference(object.path("Ref").asText());
      case ObjectNode object when object.has("Fn::GetAtt") ->
          TextNode.valueOf(
              attribute(
                  object.path("Fn::GetAtt").path(0).asText(),
                  object.path("Fn::GetAtt").path(1).asText()));
      case ObjectNode object when object.has("Fn::Sub") ->
          TextNode.valueOf(substituted(object.path("Fn::Sub").asText()));
      case ObjectNode object when object.has("Fn::If") -> {
        JsonNode choice = object.path("Fn::If");
        if (choice.size() != 3) {
          throw new Unresolvable("choice between two in " + choice);
        }
        yield resolved(choice.path(holds(choice.path(0).asText()) ? 1 : 2));
      }
      case ObjectNode object when object.isEmpty() -> throw new Unresolvable("value in {}");
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          JsonNode value = resolved(field.getValue());
          if (!value.isMissingNode()) {
            copy.set(field.getKey(), value);
          }
        }
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : array) {
          JsonNode value = resolved(element);
          if (!value.isMissingNode()) {
            copy.add(value);
          }
        }
        yield copy;
      }
      default -> node;
    };
  }

  private JsonNode reference(String name) {
    return name.equals("AWS::NoValue") ? MissingNode.getInstance() : TextNode.valueOf(value(name));
  }

  private String value(String name) {
    if (parameters.containsKey(name)) {
      return parameter(name);
    }
    return PSEUDO_PARAMETERS.containsKey(name)
        ? PSEUDO_PARAMETERS.getOrDefault(name, "")
        : attribute(name, "Ref");
  }

  private String substituted(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            variable -> {
              String[] parts = variable.group(1).split("\\.", 2);
              return Matcher.quoteReplacement(
                  parts.length == 2 ? attribute(parts[0], parts[1]) : value(parts[0]));
            });
  }

  /** The value of a resource's attribute. Only the attributes that the template uses are known. */
  private String attribute(String id, String attribute) {
    JsonNode definition = template.resources().path(id);
    String type = definition.path("Type").asText();
    return switch (type + "." + attribute) {
      case "AWS::DynamoDB::Table.Ref" -> name(id, "TableName");
      case "AWS::DynamoDB::Table.Arn" -> arn("dynamodb", "table/" + name(id, "TableName"));
      case "AWS::DynamoDB::Table.StreamArn" ->
          arn("dynamodb", "table/" + name(id, "TableName") + "/stream/2026-11-23T00:00:00.000");
      case "AWS::SQS::Queue.Ref" ->
          "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/" + name(id, "QueueName");
      case "AWS::SQS::Queue.QueueName" -> name(id, "QueueName");
      case "AWS::SQS::Queue.Arn" -> arn("sqs", name(id, "QueueName"));
      case "AWS::Events::EventBus.Ref" -> name(id, "Name");
      case "AWS::Events::EventBus.Arn" -> arn("events", "event-bus/" + name(id, "Name"));
      case "AWS::Events::Rule.Arn" ->
          arn("events", "rule/" + name(id, "EventBusName") + "/" + name(id, "Name"));
      case "AWS::Pipes::Pipe.Ref" -> name(id, "Name");
      case "AWS::Pipes::Pipe.Arn" -> arn("pipes", "pipe/" + name(id, "Name"));
      case "AWS::Logs::LogGroup.Ref" -> name(id, "LogGroupName");
      case "AWS::Logs::LogGroup.Arn" -> arn("logs", "log-group:" + name(id, "LogGroupName") + ":*");
      case "AWS::IAM::Role.Arn" -> "arn:aws:iam::" + ACCOUNT + ":role/" + id;
      case "AWS::KMS::Key.Ref" -> existing(id, "key-id-of-" + id);
      case "AWS::KMS::Key.Arn" -> existing(id, arn("kms", "key/key-id-of-" + id));
      default -> throw new Unresolvable(id + "." + attribute);
    };
  }

  private String name(String id, String property) {
    JsonNode name = template.resources().path(id).path("Properties").path(property);
    if (name.isMissingNode()) {
      throw new Unresolvable(id + "." + property);
    }
    return resolved(name).asText();
  }

  private String existing(String id, String value) {
    JsonNode condition = template.resources().path(id).path("Condition");
    if (condition.isTextual() && !holds(condition.asText())) {
      throw new Unresolvable(id + " with these parameters");
    }
    return value;
  }

  private static String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
  }

  private boolean holds(String condition) {
    JsonNode definition = template.root().path("Conditions").path(condition);
    if (definition.isMissingNode()) {
      throw new Unresolvable("condition " + condition);
    }
    return holds(definition);
  }

  private boolean holds(JsonNode condition) {
    if (condition.has("Fn::Not")) {
      return !holds(condition.path("Fn::Not").path(0));
    }
    JsonNode sides = condition.path("Fn::Equals");
    if (sides.size() != 2) {
      throw new Unresolvable("condition that can be evaluated in " + condition);
    }
    return resolved(sides.get(0)).equals(resolved(sides.get(1)));
  }

  /** The template refers to something that does not exist in it. */
  static final class Unresolvable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unresolvable(String what) {
      super("The template has no " + what);
    }
  }
}
