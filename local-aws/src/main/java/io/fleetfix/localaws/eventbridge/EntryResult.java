package io.fleetfix.localaws.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The result of one PutEvents entry. */
public sealed interface EntryResult {
  /** The event will be delivered. */
  record Accepted(BusEvent event) implements EntryResult {}

  /** The entry is not a valid event. */
  record Refused(String code, String message) implements EntryResult {}

  List<String> REQUIRED = List.of("Source", "DetailType", "Detail");

  ObjectMapper STRICT_JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Validates an entry by AWS's rules, with AWS's messages. */
  static EntryResult of(JsonNode entry, Instant now) {
    for (String required : REQUIRED) {
      if (entry.path(required).asText().isEmpty()) {
        return new Refused(
            "InvalidArgument",
            "Parameter %s is not valid. Reason: %<s is a required argument.".formatted(required));
      }
    }
    try {
      return STRICT_JSON.readTree(entry.path("Detail").asText()) instanceof ObjectNode detail
          ? new Accepted(BusEvent.of(entry, detail, now))
          : malformed();
    } catch (JsonProcessingException notJson) {
      return malformed();
    }
  }

  private static Refused malformed() {
    return new Refused("MalformedDetail", "Detail is malformed.");
  }

  /** The wire format. */
  default ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return switch (this) {
      case Accepted(BusEvent event) -> json.put("EventId", event.id());
      case Refused(String code, String message) ->
          json.put("ErrorCode", code).put("ErrorMessage", message);
    };
  }
}
