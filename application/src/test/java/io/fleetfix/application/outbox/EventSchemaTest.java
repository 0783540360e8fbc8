package io.fleetfix.application.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.EventFields;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import io.fleetfix.testing.fixture.Fixtures;
import io.fleetfix.testing.fixture.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON schema accepts the events that are sent, and rejects others. */
class EventSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 20251112;
  private static final Instant LAST_OF_FOUR_DIGITS = Instant.parse("9999-12-31T23:59:59.999Z");

  private final Schema schema = schema();

  @ParameterizedTest
  @EnumSource(names = "OUTBOX_ENTRY", mode = Mode.EXCLUDE)
  void acceptsTheGoldenEvents(Golden golden) {
    assertThat(errors(golden.json())).isEmpty();
  }

  /** A type missing from the schema, the subscriptions or the golden files would go unnoticed. */
  @Test
  void hasACaseForEverySubscribedEventType() throws Exception {
    Set<String> heard = new TreeSet<>();
    for (Subscription each : WorkshopOutbox.SUBSCRIPTIONS) {
      if (each.types() instanceof Types.Only(SortedSet<String> names)) {
        heard.addAll(names);
      }
    }

    assertThat(cases()).containsExactlyInAnyOrderElementsOf(heard);
    assertThat(Golden.EVENTS)
        .extracting(golden -> detail(golden).get(EventFields.EVENT_TYPE).asText())
        .containsExactlyInAnyOrderElementsOf(heard);
  }

  private static List<String> cases() throws IOException {
    List<String> cases = new ArrayList<>();
    try (InputStream file = file()) {
      for (JsonNode each : JSON.readTree(file).at("/$defs/detail/allOf")) {
        cases.add(each.at("/if/properties/eventType/const").asText());
      }
    }
    return cases;
  }

  @Test
  void acceptsRandomEventsOfTheWorkshop() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    for (Golden golden : Golden.EVENTS) {
      for (int i = 0; i < 300; i++) {
        String event = onTheBus(like(detail(golden), random));

        assertThat(errors(event)).as("event %d of seed %d: %s", i, SEED, event).isEmpty();
      }
    }
  }

  /** A random event of the same type, with any time and version. */
  private static OutboxEntry like(JsonNode golden, SplittableRandom random) {
    String kind = golden.get(EventFields.AGGREGATE_ID).asText().split("#", 2)[0];
    String id = Long.toString(random.nextLong(Long.MAX_VALUE), 36).toUpperCase(Locale.ROOT);
    String type = golden.get(EventFields.EVENT_TYPE).asText();
    Version version = new Version(random.nextLong(1, Long.MAX_VALUE));
    Map<String, String> ids = new HashMap<>();
    for (String field : WorkshopOutbox.FORMAT.idFields()) {
      if (!golden.get(field).asText().isEmpty()) {
        ids.put(field, "R-" + id);
      }
    }
    String aggregateId =
        kind
            + "#"
            + golden.get(EventFields.AGGREGATE_ID).asText().charAt(kind.length() + 1)
            + "-"
            + id
            + (kind.equals("CREDIT") ? "#" + random.nextInt(1, 101) : "");
    return new OutboxEntry(
        EventId.derive(aggregateId, version, type),
        type,
        ids,
        Instant.ofEpochMilli(random.nextLong(LAST_OF_FOUR_DIGITS.toEpochMilli() + 1)),
        aggregateId,
        version,
        Traceparent.NONE);
  }

  private static JsonNode detail(Golden golden) {
    try {
      return JSON.readTree(golden.json()).get("detail");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An event of one kind under the name of another is invalid. */
  @Test
  void rejectsTheFieldsOfAnotherEventType() throws Exception {
    ObjectNode invoice = (ObjectNode) JSON.readTree(Golden.INVOICE_ISSUED.json());
    ((ObjectNode) invoice.get("detail")).put(EventFields.EVENT_TYPE, "RepairCompleted");

    assertThat(errors(invoice.toString())).isNotEmpty();
  }

  /** A further invoice has a number behind the repair's id, a credit note always. */
  @ParameterizedTest
  @CsvSource({
    "INVOICE_ISSUED, INVOICE#R-123#2, true",
    "INVOICE_ISSUED, INVOICE#R-123#0, false",
    "INVOICE_ISSUED, CREDIT#R-123#1, false",
    "CREDIT_NOTE_ISSUED, CREDIT#R-123#100, true",
    "CREDIT_NOTE_ISSUED, CREDIT#R-123, false",
    "CREDIT_NOTE_ISSUED, INVOICE#R-123#2, false",
    "INVOICE_MAIL_REQUESTED, CREDIT#R-123#1, true",
    "INVOICE_MAIL_REQUESTED, INVOICE#R-123#2, true",
    "INVOICE_MAIL_REQUESTED, REPAIR#R-123, false",
  })
  void knowsTheIdsOfLaterDocuments(Golden golden, String aggregateId, boolean valid)
      throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(golden.json());
    ((ObjectNode) event.get("detail")).put(EventFields.AGGREGATE_ID, aggregateId);

    assertThat(errors(event.toString()).isEmpty()).isEqualTo(valid);
  }

  static Stream<String> fields() {
    return WorkshopOutbox.FORMAT
        .detail(OutboxEntry.of(Fixtures.repairCompleted()))
        .keySet()
        .stream()
        .filter(field -> !field.equals(EventFields.TRACEPARENT)); // Older events lack it.
  }

  @ParameterizedTest
  @MethodSource("fields")
  void rejectsARenamedField(String field) throws Exception {
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
    "repairId, ''",
    "occurredAt, 2025-11-12T14:00:00Z",
    "occurredAt, 2025-11-12T14:00:00.000+01:00",
    "source, carworkshop.outbox",
    "aggregateId, R-123",
    "aggregateId, INVOICE#R-123",
    "sequence, 0",
    "sequence, 4.0",
    "schemaVersion, 2"
  })
  void rejectsInvalidFields(String field, String value) throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(Golden.REPAIR_COMPLETED.json());
    ((ObjectNode) event.get("detail")).put(field, value);

    assertThat(errors(event.toString())).isNotEmpty();
  }

  @Test
  void rejectsASequenceThatIsANumber() throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(Golden.REPAIR_COMPLETED.json());
    ((ObjectNode) event.get("detail")).put("sequence", 4);

    assertThat(errors(event.toString())).isNotEmpty();
  }

  @Test
  void acceptsNewFields() throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(Golden.REPAIR_COMPLETED.json());
    ((ObjectNode) event.get("detail")).put("mood", "good");

    assertThat(errors(event.toString())).isEmpty();
  }

  /** An event that is not about a repair has an empty repairId. */
  @Test
  void acceptsUnknownEventTypes() throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(Golden.REPAIR_COMPLETED.json());
    ((ObjectNode) event.get("detail"))
        .put("eventType", "QuoteAccepted")
        .put("repairId", "")
        .put("aggregateId", "QUOTE#Q-1");

    assertThat(errors(event.toString())).isEmpty();
  }

  private List<Error> errors(String event) {
    return schema.validate(event, InputFormat.JSON);
  }

  private static String onTheBus(OutboxEntry event) {
    ObjectNode sent =
        JSON.createObjectNode()
            .put("source", WorkshopOutbox.FORMAT.busSource())
            .put("detail-type", WorkshopOutbox.FORMAT.detailType());
    sent.set("detail", JSON.valueToTree(WorkshopOutbox.FORMAT.detail(event)));
    return sent.toString();
  }

  private static InputStream file() {
    return Objects.requireNonNull(
        WorkshopOutbox.class.getResourceAsStream("outbox-event.schema.json"));
  }

  private static Schema schema() {
    try (InputStream schema = file()) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema, InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
