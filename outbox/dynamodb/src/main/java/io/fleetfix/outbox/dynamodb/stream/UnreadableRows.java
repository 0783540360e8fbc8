package io.fleetfix.outbox.dynamodb.stream;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Receives outbox rows that are not valid events, so that they are not skipped silently. */
@FunctionalInterface
public interface UnreadableRows {
  /**
   * Called before the row is skipped, and again if the same records are read again. If it throws,
   * the row is not skipped, but reported again; if it keeps throwing while the store works for
   * other rows, the row is logged and skipped.
   *
   * @param row the new image of the stream record, including the keys
   * @param reason what is wrong; never a stored value
   */
  void report(Map<String, AttributeValue> row, String reason);
}
