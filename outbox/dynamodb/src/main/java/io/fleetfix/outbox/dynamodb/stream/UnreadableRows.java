package io.fleetfix.outbox.dynamodb.stream;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Learns of outbox rows that no event can be made of, so that they are not skipped silently. */
@FunctionalInterface
public interface UnreadableRows {
  /**
   * Called before the row is passed by, and again when the same stretch of the stream is read
   * again. If it throws, the row is not passed by.
   *
   * @param row as the stream's new image has it, keys included
   * @param reason what is wrong, in words; never a value out of the row
   */
  void report(Map<String, AttributeValue> row, String reason);
}
