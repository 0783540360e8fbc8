package io.fleetfix.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One statement of a policy, evaluated as IAM does, as far as the template requires. An unknown
 * operator is an error.
 *
 * @param owner the resource that the policy belongs to
 */
record Statement(String owner, JsonNode json) {

  /**
   * A request to be authorized.
   *
   * @param principal a service's name, or an ARN
   * @param context the condition keys with their values
   */
  record Access(
      String principal, String action, String resource, Map<String, List<String>> context) {
    Access {
      context = Map.copyOf(context);
    }

    @Override
    public String toString() {
      return action + " on " + resource + " by " + principal + " " + context;
    }
  }

  static List<Statement> of(String owner, JsonNode document) {
    List<Statement> statements = new ArrayList<>();
    document.path("Statement").forEach(json -> statements.add(new Statement(owner, json)));
    return statements;
  }

  /**
   * A statement that denies overrides all that allow; without any that allows, access is denied.
   */
  static boolean allow(List<Statement> statements, Access access) {
    List<Statement> applying =
        statements.stream().filter(statement -> statement.appliesTo(access)).toList();
    return !applying.isEmpty() && applying.stream().allMatch(Statement::allows);
  }

  boolean allows() {
    return switch (json.path("Effect").asText()) {
      case "Allow" -> true;
      case "Deny" -> false;
      default -> throw new IllegalArgumentException(this + " has no Effect");
    };
  }

  String sid() {
    return json.path("Sid").asText();
  }

  List<String> actions() {
    return texts(json.path("Action"));
  }

  List<String> resources() {
    return texts(json.path("Resource"));
  }

  /** Whether the statement matches the access, whether it allows or denies it. */
  boolean appliesTo(Access access) {
    return isAbout(access.principal())
        && actions().stream().anyMatch(pattern -> like(pattern, access.action()))
        && (!json.has("Resource")
            || resources().stream().anyMatch(pattern -> like(pattern, access.resource())))
        && holds(access.context());
  }

  /** A role's own policy names no principal: it applies to the role. */
  private boolean isAbout(String principal) {
    JsonNode principals = json.path("Principal");
    if (principals.isMissingNode() || principals.asText().equals("*")) {
      return true;
    }
    List<String> named = new ArrayList<>(texts(principals.path("Service")));
    named.addAll(texts(principals.path("AWS")));
    return named.stream()
        .anyMatch(
            name ->
                name.endsWith(":root")
                    ? principal.startsWith(name.substring(0, name.length() - "root".length()))
                    : name.equals(principal));
  }

  private boolean holds(Map<String, List<String>> context) {
    for (Map.Entry<String, JsonNode> operator : json.path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        List<String> actual = context.getOrDefault(key.getKey(), List.of());
        if (!holds(operator.getKey(), actual, texts(key.getValue()))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean holds(String operator, List<String> actual, List<String> expected) {
    return switch (operator) {
      case "StringEquals", "ArnEquals", "Bool", "ForAnyValue:StringEquals" ->
          actual.stream().anyMatch(expected::contains);
      case "StringLike", "ArnLike" -> actual.stream().anyMatch(value -> likeOne(expected, value));
      case "ForAllValues:StringEquals" -> expected.containsAll(actual);
      case "ForAllValues:StringLike" -> actual.stream().allMatch(value -> likeOne(expected, value));
      case "Null" -> expected.equals(List.of(Boolean.toString(actual.isEmpty())));
      default -> throw new IllegalArgumentException("Unknown operator " + operator);
    };
  }

  private static boolean likeOne(List<String> patterns, String value) {
    return patterns.stream().anyMatch(pattern -> like(pattern, value));
  }

  private static boolean like(String pattern, String value) {
    return pattern.equals(value)
        || (pattern.contains("*")
            && Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), value));
  }

  private static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(text -> texts.add(text.asText()));
    } else if (!oneOrMany.isMissingNode()) {
      texts.add(oneOrMany.asText());
    }
    return texts;
  }
}
