package io.fleetfix.adapter.dynamodb.stream;

import java.util.Map;

/** Learns of outbox rows that no event can be made of, so that they are not skipped silently. */
@FunctionalInterface
public interface UnreadableRows {
  /**
   * Called before the row is passed by, and again when the same stretch of the stream is read
   * again. If it throws, the row is not passed by.
   *
   * @param key the row's {@code pk} and {@code sk}
   * @param reason what is wrong, in words; never a value out of the row
   */
  void report(Map<String, String> key, String reason);
}
