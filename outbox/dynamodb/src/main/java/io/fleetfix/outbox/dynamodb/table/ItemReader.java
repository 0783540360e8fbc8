package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.InvalidValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a row, or a map inside one. Every method throws {@link UnreadableItem} if the attribute is
 * missing or has another type.
 */
public record ItemReader(Map<String, AttributeValue> row) {
  /**
   * Applies a mapping to a row.
   *
   * @throws UnreadableItem if the mapping finds a missing or invalid value
   */
  public static <T> T read(Map<String, AttributeValue> row, Function<ItemReader, T> mapping) {
    try {
      return mapping.apply(new ItemReader(row));
    } catch (InvalidValue invalid) {
      throw new UnreadableItem(invalid.field(), invalid.problem());
    }
  }

  public boolean has(String name) {
    return row.containsKey(name);
  }

  public String text(String name) {
    String text = required(name).s();
    if (text == null) {
      throw new UnreadableItem(name, "is not a string");
    }
    return text;
  }

  public long number(String name) {
    try {
      return Long.parseLong(String.valueOf(required(name).n()));
    } catch (NumberFormatException e) {
      throw new UnreadableItem(name, "is not a whole number");
    }
  }

  public long numberOr(String name, long absent) {
    return has(name) ? number(name) : absent;
  }

  public Instant time(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeParseException e) {
      throw new UnreadableItem(name, "is not a time in UTC");
    }
  }

  public Optional<Instant> maybeTime(String name) {
    return has(name) ? Optional.of(time(name)) : Optional.empty();
  }

  public EventId eventId(String name) {
    return EventId.parse(text(name)).orElseThrow(() -> new UnreadableItem(name, "is not a UUID"));
  }

  public <E extends Enum<E>> E oneOf(Class<E> values, String name) {
    try {
      return Enum.valueOf(values, text(name));
    } catch (IllegalArgumentException e) {
      throw new UnreadableItem(name, "is not a value that this release supports");
    }
  }

  public ItemReader map(String name) {
    return map(name, required(name));
  }

  /** The elements of a list of maps. */
  public List<ItemReader> list(String name) {
    AttributeValue value = required(name);
    if (!value.hasL()) {
      throw new UnreadableItem(name, "is not a list");
    }
    return value.l().stream().map(element -> map(name, element)).toList();
  }

  public AttributeValue required(String name) {
    @Nullable AttributeValue value = row.get(name);
    if (value == null) {
      throw new UnreadableItem(name, "is missing");
    }
    return value;
  }

  private static ItemReader map(String name, AttributeValue value) {
    if (!value.hasM()) {
      throw new UnreadableItem(name, "is not a map");
    }
    return new ItemReader(value.m());
  }
}
