package io.fleetfix.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One statement of a policy, and whether it speaks about an access: IAM's logic as far as the
 * template uses it. What it does not know, it refuses to judge.
 *
 * @param owner the resource that the policy belongs to
 */
record Statement(String owner, JsonNode json) {

  /**
   * Somebody wants to do something.
   *
   * @param principal a service's name, or an ARN
   * @param context what the conditions look at
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

  /** A statement that denies outweighs all that allow; nobody may what no statement allows. */
  static boolean allow(List<Statement> statements, Access access) {
    List<Statement> speaking =
        statements.stream().filter(statement -> statement.speaksOf(access)).toList();
    return !speaking.isEmpty() && speaking.stream().allMatch(Statement::allows);
  }

  boolean allows() {
    return switch (json.path("Effect").asText()) {
      case "Allow" -> true;
      case "Deny" -> false;
      default -> throw new IllegalArgumentException(this + " has no effect");
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

  /** Whether it says anything about the access, be it yes or no. */
  boolean speaksOf(Access access) {
    return isAbout(access.principal())
        && actions().stream().anyMatch(pattern -> like(pattern, access.action()))
        && (!json.has("Resource")
            || resources().stream().anyMatch(pattern -> like(pattern, access.resource())))
        && holds(access.context());
  }

  /** A role's own policy names nobody: it is about the role. */
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

  private static boolean holds(String operator, List<String> actual, List<String> wanted) {
    return switch (operator) {
      case "StringEquals", "ArnEquals", "Bool", "ForAnyValue:StringEquals" ->
          actual.stream().anyMatch(wanted::contains);
      case "StringLike", "ArnLike" -> actual.stream().anyMatch(value -> likeOne(wanted, value));
      case "ForAllValues:StringEquals" -> wanted.containsAll(actual);
      case "ForAllValues:StringLike" -> actual.stream().allMatch(value -> likeOne(wanted, value));
      case "Null" -> wanted.equals(List.of(Boolean.toString(actual.isEmpty())));
      default -> throw new IllegalArgumentException("Unknown operator " + operator);
    };
  }

  private static boolean likeOne(List<String> patterns, String value) {
    return patterns.stream().anyMatch(pattern -> like(pattern, value));
  }

  private static boolean like(String pattern, String value) {
    return pattern.equals(value)
        || pattern.contains("*")
            && Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), value);
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
