package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row while it is written, and while it is read: short words for the SDK's long ones. */
final class Attributes {
  private final Map<String, AttributeValue> row;

  private Attributes(Map<String, AttributeValue> row) {
    this.row = row;
  }

  static Attributes empty() {
    return new Attributes(new HashMap<>());
  }

  /** The row of an aggregate, with what every one of them has. */
  static Attributes row(String aggregateId, String entityType, String commitId) {
    return new Attributes(new HashMap<>(WorkshopTable.key(aggregateId)))
        .text(WorkshopTable.ENTITY_TYPE, entityType)
        .text(WorkshopTable.COMMIT_ID, commitId);
  }

  static Attributes of(Map<String, AttributeValue> row) {
    return new Attributes(row);
  }

  Attributes text(String name, String value) {
    row.put(name, AttributeValue.fromS(value));
    return this;
  }

  Attributes number(String name, long value) {
    row.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  Attributes time(String name, Instant value) {
    return text(name, Timestamp.text(value));
  }

  Attributes map(String name, Attributes value) {
    row.put(name, AttributeValue.fromM(value.row));
    return this;
  }

  Attributes put(String name, AttributeValue value) {
    row.put(name, value);
    return this;
  }

  Map<String, AttributeValue> map() {
    return Map.copyOf(row);
  }

  String text(String name) {
    return required(name).s();
  }

  long number(String name) {
    return Long.parseLong(required(name).n());
  }

  Instant time(String name) {
    return Instant.parse(text(name));
  }

  Optional<Instant> maybeTime(String name) {
    return Optional.ofNullable(row.get(name)).map(value -> Instant.parse(value.s()));
  }

  Attributes map(String name) {
    return new Attributes(required(name).m());
  }

  AttributeValue required(String name) {
    @Nullable AttributeValue value = row.get(name);
    if (value == null) {
      throw new UnreadableItem(name);
    }
    return value;
  }
}
