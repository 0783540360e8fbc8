package io.fleetfix.outbox.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

class OutboxRecordsTest {
  private static final OutboxItem ITEMS = new OutboxItem(Parcels.FORMAT);
  private static final OutboxEntry ENTRY = Changes.entry("P-1", 4);

  @Test
  void readsNewRows() {
    OutboxRecords found = OutboxRecords.in(List.of(Changes.committed(ENTRY)), ITEMS);

    assertThat(found.entries()).containsExactly(ENTRY);
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void ignoresMarksRemovalsAndOtherRows() {
    List<Record> records =
        List.of(Changes.marked(ENTRY), Changes.removed(ENTRY), Changes.parcelPacked());

    assertThat(OutboxRecords.in(records, ITEMS).isEmpty()).isTrue();
  }

  @Test
  void dependsOnTheImagesNotOnTheNameOfTheEvent() {
    Record marked = Changes.marked(ENTRY).toBuilder().eventName("INSERT").build();
    Record committed = Changes.committed(ENTRY).toBuilder().eventName("MODIFY").build();

    assertThat(OutboxRecords.in(List.of(marked), ITEMS).isEmpty()).isTrue();
    assertThat(OutboxRecords.in(List.of(committed), ITEMS).entries()).containsExactly(ENTRY);
  }

  @Test
  void ignoresARecordWithoutImages() {
    Record keysOnly = Record.builder().dynamodb(StreamRecord.builder().build()).build();

    assertThat(OutboxRecords.in(List.of(keysOnly), ITEMS).isEmpty()).isTrue();
  }

  /** An id that the event lacks is stored as an empty string. */
  @Test
  void treatsAnEmptyIdAsMissing() {
    Map<String, AttributeValue> row = new HashMap<>(Changes.outboxRow(ENTRY));
    row.put("parcelId", Changes.text(""));

    OutboxRecords found = OutboxRecords.in(List.of(Changes.inserted(row)), ITEMS);

    assertThat(found.entries()).extracting(OutboxEntry::ids).containsExactly(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventId",
        "eventType",
        "parcelId",
        "occurredAt",
        "aggregateId",
        "sequence",
        "schemaVersion"
      })
  void aRowWithoutARequiredAttributeIsUnreadable(String attribute) {
    Map<String, AttributeValue> row = new HashMap<>(Changes.outboxRow(ENTRY));
    row.remove(attribute);

    assertUnreadable(row, attribute + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "eventId, rubbish, eventId is not a UUID",
    "eventId, 00000000-0000-5000-8000-000000000000, eventId does not match the row's key",
    "aggregateId, PARCEL#P-2, aggregateId does not match the row's key",
    "occurredAt, yesterday, occurredAt is not a time in UTC",
    "sequence, 4, sequence is not a whole number",
    "schemaVersion, 0, schemaVersion is not supported by this release",
    "schemaVersion, 2, schemaVersion is newer than this release supports"
  })
  void aRowWithAnInvalidValueIsUnreadable(String attribute, String value, String reason) {
    Map<String, AttributeValue> row = new HashMap<>(Changes.outboxRow(ENTRY));
    row.put(attribute, Changes.text(value));

    assertUnreadable(row, reason);
  }

  @Test
  void aRowWithAnAttributeOfAnotherTypeIsUnreadable() {
    Map<String, AttributeValue> row = new HashMap<>(Changes.outboxRow(ENTRY));
    row.put("eventType", AttributeValue.fromBool(true));

    assertUnreadable(row, "eventType is not a string");
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, sequence is not a whole number",
    "-1, version must not be negative",
  })
  void aRowWithAnInvalidSequenceIsUnreadable(String number, String reason) {
    Map<String, AttributeValue> row = new HashMap<>(Changes.outboxRow(ENTRY));
    row.put("sequence", AttributeValue.fromN(number));

    assertUnreadable(row, reason);
  }

  private static void assertUnreadable(Map<String, AttributeValue> row, String reason) {
    OutboxRecords found =
        OutboxRecords.in(List.of(Changes.inserted(row), Changes.committed(ENTRY)), ITEMS);

    assertThat(found.entries()).containsExactly(ENTRY);
    assertThat(found.unreadable()).containsExactly(new OutboxRecords.Unreadable(row, reason));
  }
}
