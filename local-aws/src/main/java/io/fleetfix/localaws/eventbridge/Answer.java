package io.fleetfix.localaws.eventbridge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a whole call is answered.
 *
 * @param errorType AWS's name of the error; empty if the call was carried out
 */
public record Answer(int status, Optional<String> errorType, ObjectNode body) {
  /** Carried out, which says nothing yet about any entry. */
  static Answer of(List<EntryResult> results) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(
        "FailedEntryCount", results.stream().filter(EntryResult.Refused.class::isInstance).count());
    body.putArray("Entries").addAll(results.stream().map(EntryResult::json).toList());
    return new Answer(200, Optional.empty(), body);
  }

  /** What there is to know of a bus. */
  static Answer ofBus(String name, String arn) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return new Answer(200, Optional.empty(), body.put("Name", name).put("Arn", arn));
  }

  /** Not carried out at all. */
  public static Answer error(int status, String type, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return new Answer(status, Optional.of(type), body.put("__type", type).put("message", message));
  }
}
