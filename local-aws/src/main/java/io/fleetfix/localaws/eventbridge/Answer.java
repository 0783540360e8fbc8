package io.fleetfix.localaws.eventbridge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The response to a call.
 *
 * @param errorType AWS's name of the error; empty if the call was executed
 */
public record Answer(int status, Optional<String> errorType, ObjectNode body) {
  /** The call was executed; each entry has its own result. */
  static Answer of(List<EntryResult> results) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(
        "FailedEntryCount", results.stream().filter(EntryResult.Refused.class::isInstance).count());
    body.putArray("Entries").addAll(results.stream().map(EntryResult::json).toList());
    return new Answer(200, Optional.empty(), body);
  }

  /** The description of a bus. */
  static Answer ofBus(String name, String arn) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return new Answer(200, Optional.empty(), body.put("Name", name).put("Arn", arn));
  }

  /** The call was not executed. */
  public static Answer error(int status, String type, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return new Answer(status, Optional.of(type), body.put("__type", type).put("message", message));
  }
}
