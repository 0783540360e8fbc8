package io.fleetfix.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The scenario that tests the Pipe's filter covers every event, kind of row and kind of change. */
@ExtendWith(DynamoDbLocalExtension.class)
class TemplateScenarioTest {
  private final List<JsonNode> records;

  TemplateScenarioTest(DynamoDbLocal local) throws Exception {
    records =
        DeployedFacts.in(local).steps().stream().flatMap(step -> step.records().stream()).toList();
  }

  @Test
  void coversEveryEventType() throws ReflectiveOperationException {
    Set<Object> types = new HashSet<>();
    records.forEach(record -> types.add(text(record, "/dynamodb/NewImage/eventType/S")));
    types.remove("");

    assertThat(types).isNotEmpty().isEqualTo(eventTypes());
  }

  @Test
  void coversEveryKindOfRowAndChange() {
    assertThat(records)
        .extracting(record -> text(record, "/dynamodb/NewImage/entityType/S"))
        .contains("REPAIR", "OUTBOX", "INVOICE", "CREDIT", "CORRECTION", "NUMBERS")
        .contains("NOTICE", "CONTACT", "REQUEST", "");
    assertThat(records)
        .extracting(record -> text(record, "/eventName"))
        .contains("INSERT", "MODIFY", "REMOVE");
    assertThat(records)
        .extracting(record -> text(record, "/userIdentity/principalId"))
        .contains("dynamodb.amazonaws.com");
  }

  /** The event types of all aggregates, as on the bus. */
  private static Set<Object> eventTypes() throws ReflectiveOperationException {
    Set<Object> types = new HashSet<>();
    for (JavaClass each : new ClassFileImporter().importPackages("io.fleetfix.domain")) {
      if (each.isAssignableTo(DomainEvent.class) && !each.isInterface()) {
        types.add(each.getField("TYPE").reflect().get(null));
      }
    }
    return types;
  }

  private static String text(JsonNode record, String pointer) {
    return record.at(pointer).asText();
  }
}
