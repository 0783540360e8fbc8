package io.fleetfix.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A CloudFormation template as JSON, with its short tags expanded: {@code !Ref X} is {@code {"Ref":
 * "X"}}, {@code !Sub x} is {@code {"Fn::Sub": "x"}}. Immutable: an edit returns a new template.
 */
record Template(JsonNode root) {
  static final String FILE = "deploy/fleetfix.yaml";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FUNCTIONS =
      List.of("Ref", "Condition", "GetAtt", "Sub", "If", "Equals", "Not");

  /** The template that is deployed. */
  static Template deployed() {
    return of(Project.read(FILE));
  }

  static Template of(String yaml) {
    LoadSettings settings = LoadSettings.builder().build();
    return new Template(
        JSON.valueToTree(new Load(settings, new WithShortTags(settings)).loadFromString(yaml)));
  }

  JsonNode resources() {
    return root.path("Resources");
  }

  /** Removes the node at the pointer. */
  Template without(String pointer) {
    JsonNode copy = root.deepCopy();
    JsonPointer path = JsonPointer.compile(pointer);
    if (copy.at(path).isMissingNode()) {
      throw new IllegalArgumentException("The template has no " + pointer);
    }
    switch (copy.at(path.head())) {
      case ArrayNode array -> array.remove(path.last().getMatchingIndex());
      case ObjectNode object -> object.remove(path.last().getMatchingProperty());
      default -> throw new IllegalArgumentException(pointer);
    }
    return new Template(copy);
  }

  /** Replaces the node at the pointer. */
  Template with(String pointer, JsonNode value) {
    JsonNode copy = root.deepCopy();
    JsonPointer path = JsonPointer.compile(pointer);
    switch (copy.at(path.head())) {
      case ArrayNode array when path.last().getMatchingIndex() == array.size() -> array.add(value);
      case ArrayNode array -> array.set(path.last().getMatchingIndex(), value);
      case ObjectNode object -> object.set(path.last().getMatchingProperty(), value);
      default -> throw new IllegalArgumentException("The template has no " + path.head());
    }
    return new Template(copy);
  }

  /** Pointers to all nodes of the template except the root. */
  List<String> pointers() {
    List<String> pointers = new ArrayList<>();
    collect("", root, pointers);
    return pointers;
  }

  private static void collect(String pointer, JsonNode node, List<String> into) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String escaped = field.getKey().replace("~", "~0").replace("/", "~1");
        into.add(pointer + "/" + escaped);
        collect(pointer + "/" + escaped, field.getValue(), into);
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      into.add(pointer + "/" + i);
      collect(pointer + "/" + i, node.get(i), into);
    }
  }

  /** Adds CloudFormation's functions to the standard YAML tags. */
  private static final class WithShortTags extends StandardConstructor {
    WithShortTags(LoadSettings settings) {
      super(settings);
      Map<Tag, ConstructNode> functions = new HashMap<>();
      for (String function : FUNCTIONS) {
        functions.put(new Tag("!" + function), node -> call(function, node));
      }
      tagConstructors.putAll(functions);
    }

    private Map<String, Object> call(String function, Node node) {
      Object argument =
          switch (node) {
            case ScalarNode scalar when function.equals("GetAtt") ->
                List.of(scalar.getValue().split("\\.", 2));
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode sequence -> constructSequence(sequence);
            case MappingNode mapping -> constructMapping(mapping);
            default -> throw new IllegalArgumentException("Unknown kind of node");
          };
      boolean shortName = function.equals("Ref") || function.equals("Condition");
      return Map.of(shortName ? function : "Fn::" + function, argument);
    }
  }
}
