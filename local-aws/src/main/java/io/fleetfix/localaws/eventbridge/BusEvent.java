package io.fleetfix.localaws.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * An event that was accepted.
 *
 * @param bus the name that the sender gave, whether there is such a bus or not
 * @param envelope as AWS delivers it
 */
public record BusEvent(String bus, JsonNode envelope) {
  private static final String DEFAULT_BUS = "default";
  private static final String ACCOUNT = "000000000000";
  private static final String REGION = "eu-central-1";

  /** Of an entry of PutEvents that has all it needs. */
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

  /** An ARN ends in the name. */
  static String busName(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  static String busArn(String name) {
    return "arn:aws:events:%s:%s:event-bus/%s".formatted(REGION, ACCOUNT, name);
  }

  /** What the bus calls the event: another id each time that it is sent. */
  public String id() {
    return envelope.path("id").asText();
  }

  /** What the sender said. */
  public JsonNode detail() {
    return envelope.path("detail");
  }
}
