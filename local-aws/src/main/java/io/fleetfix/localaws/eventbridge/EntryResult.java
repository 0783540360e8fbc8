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

/** What PutEvents says to one entry. */
public sealed interface EntryResult {
  /** The event is on its way. */
  record Accepted(BusEvent event) implements EntryResult {}

  /** The event is none. */
  record Refused(String code, String message) implements EntryResult {}

  List<String> REQUIRED = List.of("Source", "DetailType", "Detail");

  ObjectMapper STRICT_JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Judges an entry by AWS's rules, in AWS's words. */
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

  /** As it goes over the wire. */
  default ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return switch (this) {
      case Accepted(BusEvent event) -> json.put("EventId", event.id());
      case Refused(String code, String message) ->
          json.put("ErrorCode", code).put("ErrorMessage", message);
    };
  }
}
