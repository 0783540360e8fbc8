package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.EventId;
import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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

  /**
   * What a row says.
   *
   * @throws UnreadableItem if it is not as it was written, whatever the mapping finds wrong
   */
  static <T> T read(Map<String, AttributeValue> row, Function<Attributes, T> mapping) {
    try {
      return mapping.apply(new Attributes(row));
    } catch (InvalidValue invalid) {
      throw new UnreadableItem(invalid.field(), invalid.problem());
    }
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
    String text = required(name).s();
    if (text == null) {
      throw new UnreadableItem(name, "is not a text");
    }
    return text;
  }

  long number(String name) {
    try {
      return Long.parseLong(String.valueOf(required(name).n()));
    } catch (NumberFormatException e) {
      throw new UnreadableItem(name, "is not a whole number");
    }
  }

  long numberOr(String name, long absent) {
    return has(name) ? number(name) : absent;
  }

  Instant time(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeParseException e) {
      throw new UnreadableItem(name, "is not a time in UTC");
    }
  }

  boolean has(String name) {
    return row.containsKey(name);
  }

  Optional<Instant> maybeTime(String name) {
    return has(name) ? Optional.of(time(name)) : Optional.empty();
  }

  EventId eventId(String name) {
    try {
      return new EventId(UUID.fromString(text(name)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableItem(name, "is not a UUID");
    }
  }

  Currency currency(String name) {
    return Money.currency(name, text(name));
  }

  <E extends Enum<E>> E oneOf(Class<E> values, String name) {
    try {
      return Enum.valueOf(values, text(name));
    } catch (IllegalArgumentException e) {
      throw new UnreadableItem(name, "is none that this release knows");
    }
  }

  Attributes map(String name) {
    return new Attributes(required(name).m());
  }

  AttributeValue required(String name) {
    @Nullable AttributeValue value = row.get(name);
    if (value == null) {
      throw new UnreadableItem(name, "is missing");
    }
    return value;
  }
}
