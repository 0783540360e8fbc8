package io.fleetfix.bootstrap.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lays JSON out for people: names in one column, values in the next, nothing as JSON. */
public final class Lines {
  /** Stands for a value that is missing, null or empty. */
  public static final String NONE = "-";

  private static final String GAP = "  ";

  private Lines() {}

  public static List<String> of(JsonNode node) {
    if (node.isEmpty()) {
      return List.of(text(node));
    }
    return node.isArray() ? ofArray(node) : ofObject(node);
  }

  private static List<String> ofObject(JsonNode object) {
    int width =
        object.properties().stream().mapToInt(each -> each.getKey().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = field.getKey();
      for (String line : of(field.getValue())) {
        lines.add(padded(name, width) + GAP + line);
        name = ""; // only before the first line of its value
      }
    }
    return lines;
  }

  private static List<String> ofArray(JsonNode array) {
    List<String> lines = new ArrayList<>();
    array.forEach(each -> lines.addAll(isFlat(each) ? List.of(inOneLine(each)) : of(each)));
    return lines;
  }

  private static boolean isFlat(JsonNode node) {
    return node.isObject() && !node.isEmpty() && node.valueStream().allMatch(JsonNode::isEmpty);
  }

  private static String inOneLine(JsonNode object) {
    return object.properties().stream()
        .map(field -> field.getKey() + " " + text(field.getValue()))
        .collect(Collectors.joining(GAP));
  }

  /** A value in one line. */
  public static String text(JsonNode value) {
    String text = value.asText().replaceAll("[\\r\\n\\t]+", " ").strip();
    return text.isEmpty() || value.isNull() ? NONE : text;
  }

  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
