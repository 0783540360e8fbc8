package io.fleetfix.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.domain.DomainEvent;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The story that the filter is tried on leaves nothing out. */
@ExtendWith(DynamoDbLocalExtension.class)
class TemplateScenarioTest {
  private final List<JsonNode> records;

  TemplateScenarioTest(DynamoDbLocal local) throws Exception {
    records =
        DeployedFacts.in(local).story().stream().flatMap(step -> step.records().stream()).toList();
  }

  @Test
  void hasEveryEventThatThereIs() {
    Set<String> types = new HashSet<>();
    records.forEach(record -> types.add(text(record, "/dynamodb/NewImage/eventType/S")));
    types.remove("");

    assertThat(events(DomainEvent.class)).containsExactlyInAnyOrderElementsOf(types);
  }

  @Test
  void hasEveryKindOfRowAndOfChange() {
    assertThat(records)
        .extracting(record -> text(record, "/dynamodb/NewImage/entityType/S"))
        .contains("REPAIR", "OUTBOX", "INVOICE", "NUMBERS", "NOTICE", "REQUEST", "");
    assertThat(records)
        .extracting(record -> text(record, "/eventName"))
        .contains("INSERT", "MODIFY", "REMOVE");
    assertThat(records)
        .extracting(record -> text(record, "/userIdentity/principalId"))
        .contains("dynamodb.amazonaws.com");
  }

  /** The simple names are the public ones: {@code BusRuleTest} and golden files pin those. */
  private static List<String> events(Class<?> type) {
    return type.isInterface()
        ? Stream.of(type.getPermittedSubclasses())
            .flatMap(permitted -> events(permitted).stream())
            .toList()
        : Arrays.asList(type.getSimpleName());
  }

  private static String text(JsonNode record, String pointer) {
    return record.at(pointer).asText();
  }
}
