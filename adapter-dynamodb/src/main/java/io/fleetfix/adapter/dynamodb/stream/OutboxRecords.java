package io.fleetfix.adapter.dynamodb.stream;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * What in a page is for the relay: rows that were not there before and are outbox rows. The same as
 * the Pipe's filter: our own marks on a row and its removal pass by.
 *
 * @param unreadable rows that are for the relay and that no event can be made of
 */
record OutboxRecords(List<OutboxEntry> entries, List<Unreadable> unreadable) {

  /** A row's key, and what is wrong with it. */
  record Unreadable(Map<String, String> key, String reason) {}

  OutboxRecords {
    entries = List.copyOf(entries);
    unreadable = List.copyOf(unreadable);
  }

  static OutboxRecords in(List<Record> records) {
    List<OutboxEntry> entries = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Record record : records) {
      if (isNewOutboxRow(record.dynamodb())) {
        Map<String, AttributeValue> row = record.dynamodb().newImage();
        try {
          entries.add(entry(row));
        } catch (InvalidValue e) {
          unreadable.add(new Unreadable(key(row), e.field() + " " + e.problem()));
        }
      }
    }
    return new OutboxRecords(entries, unreadable);
  }

  boolean isEmpty() {
    return entries.isEmpty() && unreadable.isEmpty();
  }

  private static boolean isNewOutboxRow(StreamRecord change) {
    AttributeValue type = change.newImage().get("entityType");
    return type != null && "OUTBOX".equals(type.s()) && change.oldImage().isEmpty();
  }

  private static OutboxEntry entry(Map<String, AttributeValue> row) {
    // The event says on the bus which schema it has: a row of another one must not claim ours.
    if (!OutboxEntry.SCHEMA_VERSION.equals(text(row, "schemaVersion"))) {
      throw new InvalidValue("schemaVersion", "is not one that this release knows");
    }
    return new OutboxEntry(
        eventId(text(row, "eventId")),
        text(row, "eventType"),
        new RepairId(text(row, "repairId")),
        instant(text(row, "occurredAt")),
        text(row, "aggregateId"),
        sequence(text(row, "sequence")));
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    AttributeValue value = row.get(name);
    if (value != null && value.s() != null && !value.s().isBlank()) {
      return value.s();
    }
    if (value != null && value.n() != null) {
      return value.n();
    }
    throw new InvalidValue(name, "is missing");
  }

  private static EventId eventId(String text) {
    try {
      return new EventId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidValue("eventId", "is not a UUID");
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new InvalidValue("occurredAt", "is not a time in UTC");
    }
  }

  private static Version sequence(String text) {
    try {
      return new Version(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new InvalidValue("sequence", "is not a whole number");
    }
  }

  private static Map<String, String> key(Map<String, AttributeValue> row) {
    return Map.of("pk", keyPart(row, "pk"), "sk", keyPart(row, "sk"));
  }

  private static String keyPart(Map<String, AttributeValue> row, String name) {
    AttributeValue value = row.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
