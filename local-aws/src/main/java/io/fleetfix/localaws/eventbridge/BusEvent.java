package io.fleetfix.localaws.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * An accepted event.
 *
 * @param bus the name that the sender used, whether or not that bus exists
 * @param envelope the JSON that AWS delivers
 */
public record BusEvent(String bus, JsonNode envelope) {
  private static final String DEFAULT_BUS = "default";
  private static final String ACCOUNT = "000000000000";
  private static final String REGION = "eu-central-1";

  /** The event for a complete PutEvents entry. */
  static BusEvent of(JsonNode entry, ObjectNode detail, Instant now) {
    JsonNode seconds = entry.path("Time");
    Instant time = seconds.isNumber() ? Instant.ofEpochSecond(seconds.longValue()) : now;
    ObjectNode envelope =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "0")
            .put("id", UUID.randomUUID().toString())
            .put("detail-type", entry.path("DetailType").asText())
            .put("source", entry.path("Source").asText())
            .put("account", ACCOUNT)
            .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", REGION);
    ArrayNode resources = envelope.putArray("resources");
    entry.path("Resources").forEach(resources::add);
    envelope.set("detail", detail);
    return new BusEvent(busName(entry.path("EventBusName").asText(DEFAULT_BUS)), envelope);
  }

  /** The last part of an ARN is the name. */
  static String busName(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  static String busArn(String name) {
    return "arn:aws:events:%s:%s:event-bus/%s".formatted(REGION, ACCOUNT, name);
  }

  /** The id that the bus assigns: a new one each time that the event is sent. */
  public String id() {
    return envelope.path("id").asText();
  }

  /** The sender's payload. */
  public JsonNode detail() {
    return envelope.path("detail");
  }
}
