package io.fleetfix.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fleetfix.deploy.Stack.Unresolvable;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Removes each part of the template and changes each value: some check must fail each time. So the
 * template contains nothing that is untested.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class EveryPartCountsTest {
  private static final Template DEPLOYED = Template.deployed();

  /** Descriptions, and names that nothing refers to. */
  private static final Pattern WORDS =
      Pattern.compile(
          ".*/(Description|AlarmDescription|ConstraintDescription|Sid|PolicyName)(/Fn::Sub)?");

  /** Many values would be correct. */
  private static final Pattern FREE =
      Pattern.compile(
          ".*/(Targets/0/Id|Metrics/[0-9]+/Id|MaximumRetryAttempts|MaximumRecordAgeInSeconds)");

  @Test
  void everyRemovedPartIsNoticed(DynamoDbLocal local) throws Exception {
    DeployedFacts facts = DeployedFacts.in(local);
    List<String> unnoticed = new ArrayList<>();
    for (String pointer : DEPLOYED.pointers()) {
      if (!WORDS.matcher(pointer).matches() && !noticed(DEPLOYED.without(pointer), facts)) {
        unnoticed.add(pointer);
      }
    }

    assertThat(unnoticed).isEmpty();
  }

  @Test
  void everyChangedValueIsNoticed(DynamoDbLocal local) throws Exception {
    DeployedFacts facts = DeployedFacts.in(local);
    List<String> unnoticed = new ArrayList<>();
    for (String pointer : DEPLOYED.pointers()) {
      JsonNode value = DEPLOYED.root().at(pointer);
      boolean free = WORDS.matcher(pointer).matches() || FREE.matcher(pointer).matches();
      if (value.isValueNode() && !free && !noticed(DEPLOYED.with(pointer, another(value)), facts)) {
        unnoticed.add(pointer);
      }
    }

    assertThat(unnoticed).isEmpty();
  }

  private static JsonNode another(JsonNode value) {
    return switch (value) {
      case IntNode number -> IntNode.valueOf(number.intValue() + 1);
      case BooleanNode bool -> BooleanNode.valueOf(!bool.booleanValue());
      default -> TextNode.valueOf(value.asText() + "x");
    };
  }

  private static boolean noticed(Template edited, DeployedFacts facts) {
    try {
      List<Stack> stacks = Check.stacks(edited);
      return Check.ALL.reversed().stream() // the fast ones first
          .anyMatch(check -> !check.problems(stacks, facts).isEmpty());
    } catch (Unresolvable invalid) {
      return true;
    }
  }
}
