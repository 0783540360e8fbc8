package io.fleetfix.adapter.eventbridge;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.DomainEvent;
import io.fleetfix.domain.InvoiceIssued;
import io.fleetfix.domain.RepairCancelled;
import io.fleetfix.domain.RepairCompleted;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
import io.fleetfix.testing.fixture.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** The JSON schema describes what travels, and no less than it. */
class EventSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 20251112;

  private final Schema schema = schema();

  @ParameterizedTest
  @EnumSource(names = {"REPAIR_COMPLETED", "REPAIR_CANCELLED", "INVOICE_ISSUED"})
  void describesTheGoldenEvents(Golden golden) {
    assertThat(errors(golden.json())).isEmpty();
  }

  @Test
  void describesWhateverTheWorkshopSends() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 1_000; i++) {
      PutEventsRequestEntry entry = BusEntry.of(OutboxEntry.of(anEvent(random))).on("workshop");

      assertThat(errors(asEvent(entry))).as("event %d of seed %d: %s", i, SEED, entry).isEmpty();
    }
  }

  @Test
  void describesWhatComesOutOfTheBus(@TempDir Path folder) throws Exception {
    try (EventBridgeUnderTest eventBridge = new EventBridgeUnderTest(folder)) {
      eventBridge.bus().publish(SomeEntries.entries(1));

      eventually(
          () ->
              assertThat(eventBridge.deliveredTo(BusRule.RECEIPTS))
                  .hasSize(1)
                  .allSatisfy(envelope -> assertThat(errors(envelope)).isEmpty()));
    }
  }

  static Stream<String> fields() {
    return OutboxEntry.of(new RepairCompleted(new RepairId("R-1"), Version.FIRST, NOON))
        .detail()
        .keySet()
        .stream()
        .filter(field -> !field.equals(OutboxEntry.TRACEPARENT)); // older events lack it
  }

  @ParameterizedTest
  @MethodSource("fields")
  void missesAFieldThatGotAnotherName(String field) throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(Golden.REPAIR_COMPLETED.json());
    ObjectNode detail = (ObjectNode) event.get("detail");
    detail.set(field + "2", detail.remove(field));

    assertThat(errors(event.toString())).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "eventId, 00000000-0000-4000-8000-000000000000",
    "eventType, ''",
    "repairId, R-123x",
    "occurredAt, 2025-11-12T14:00:00Z",
    "occurredAt, 2025-11-12T14:00:00.000+01:00",
    "source, carworkshop.outbox",
    "aggregateId, R-123",
    "sequence, 0",
    "sequence, 4.0",
    "schemaVersion, 2"
  })
  void refusesWhatIsNoEventOfThisVersion(String field, String value) throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(Golden.REPAIR_COMPLETED.json());
    ((ObjectNode) event.get("detail")).put(field, value);

    assertThat(errors(event.toString())).isNotEmpty();
  }

  @Test
  void refusesASequenceThatIsANumber() throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(Golden.REPAIR_COMPLETED.json());
    ((ObjectNode) event.get("detail")).put("sequence", 4);

    assertThat(errors(event.toString())).isNotEmpty();
  }

  @Test
  void letsNewFieldsIn() throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(Golden.REPAIR_COMPLETED.json());
    ((ObjectNode) event.get("detail")).put("mood", "good");

    assertThat(errors(event.toString())).isEmpty();
  }

  private List<Error> errors(String event) {
    return schema.validate(event, InputFormat.JSON);
  }

  private static String asEvent(PutEventsRequestEntry entry) throws Exception {
    ObjectNode event =
        JSON.createObjectNode()
            .put("source", entry.source())
            .put("detail-type", entry.detailType());
    event.set("detail", JSON.readTree(entry.detail()));
    return event.toString();
  }

  private static DomainEvent anEvent(SplittableRandom random) {
    RepairId repair = RepairId.random(random);
    Version version = new Version(random.nextLong(1, Long.MAX_VALUE));
    Instant at =
        Instant.ofEpochMilli(
            random.nextLong(Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli() + 1));
    return switch (random.nextInt(3)) {
      case 0 -> new RepairCompleted(repair, version, at);
      case 1 -> new RepairCancelled(repair, version, at);
      default -> new InvoiceIssued(repair, version, at);
    };
  }

  private static Schema schema() {
    try (InputStream schema = BusEntry.class.getResourceAsStream("outbox-event.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema, InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
