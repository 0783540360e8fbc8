package io.fleetfix.adapter.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.EventFields;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The bus's envelope of an event, which is the body of a message. Only source, detail type and the
 * known fields of detail are read; all other fields are ignored.
 */
record BusEnvelope(OutboxFormat format) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads the event.
   *
   * @throws UnreadableMessage if the body does not contain an event of the schema version that this
   *     release supports
   */
  OutboxEntry open(String body) {
    JsonNode envelope = json(body);
    require(envelope, "source", format.busSource());
    require(envelope, "detail-type", format.detailType());
    JsonNode detail = envelope.path("detail");
    require(detail, EventFields.SCHEMA_VERSION, OutboxFormat.SCHEMA_VERSION);
    try {
      OutboxEntry event = event(detail);
      // Parsers accept variants such as +04. Accept only what we would have written.
      Map<String, String> written = format.detail(event);
      // A malformed trace does not make an event unreadable.
      written.remove(EventFields.TRACEPARENT);
      written.forEach((field, value) -> require(detail, field, value));
      return event;
    } catch (InvalidValue invalid) {
      throw new UnreadableMessage(invalid.field(), invalid.problem());
    }
  }

  /** The event's id if it can be read, even where the rest of the message cannot. */
  Optional<EventId> eventId(String body) {
    try {
      return EventId.parse(json(body).path("detail").path(EventFields.EVENT_ID).asText(""));
    } catch (UnreadableMessage unreadable) {
      return Optional.empty();
    }
  }

  private OutboxEntry event(JsonNode detail) {
    return new OutboxEntry(
        new EventId(uuid(detail, EventFields.EVENT_ID)),
        text(detail, EventFields.EVENT_TYPE),
        ids(detail),
        time(detail, EventFields.OCCURRED_AT),
        text(detail, EventFields.AGGREGATE_ID),
        new Version(number(detail, EventFields.SEQUENCE)),
        Traceparent.of(detail.path(EventFields.TRACEPARENT).asText("")));
  }

  /** An empty string stands for an id that the event lacks. */
  private Map<String, String> ids(JsonNode detail) {
    Map<String, String> ids = new HashMap<>();
    for (String field : format.idFields()) {
      String id = text(detail, field);
      if (!id.isEmpty()) {
        ids.put(field, id);
      }
    }
    return ids;
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UnreadableMessage("body", "is not JSON");
    }
  }

  private static void require(JsonNode node, String field, String value) {
    if (!value.equals(text(node, field))) {
      throw new UnreadableMessage(field, "has an unexpected value");
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new UnreadableMessage(field, value.isMissingNode() ? "is missing" : "is not a string");
    }
    return value.textValue();
  }

  private static UUID uuid(JsonNode detail, String field) {
    try {
      return UUID.fromString(text(detail, field));
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessage(field, "is not a UUID");
    }
  }

  private static Instant time(JsonNode detail, String field) {
    try {
      return Instant.parse(text(detail, field));
    } catch (DateTimeParseException e) {
      throw new UnreadableMessage(field, "is not a time in UTC");
    }
  }

  private static long number(JsonNode detail, String field) {
    try {
      return Long.parseLong(text(detail, field));
    } catch (NumberFormatException e) {
      throw new UnreadableMessage(field, "is not a whole number");
    }
  }
}
