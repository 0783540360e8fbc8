package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The relay's own table, which has no stream: a checkpoint must not wake the one who wrote it. Both
 * methods throw {@link StorageUnavailable} without a clear answer; a put may then have happened.
 */
public interface RelayRows {
  /** The row with sort key {@code META}, read consistently; empty if there is none. */
  Map<String, AttributeValue> get(String pk);

  /**
   * Replaces a row as a whole, or creates it.
   *
   * @param row without its keys
   * @return false if the condition did not hold; nothing was written
   */
  boolean put(String pk, Map<String, AttributeValue> row, Condition condition);

  /** What must hold of the row that is there before it is replaced. */
  sealed interface Condition {
    /** There is none. */
    record Absent() implements Condition {}

    /** The attribute is there and has this value. */
    record Equal(String attribute, AttributeValue value) implements Condition {}

    /** The number is at most this, or not there. */
    record AtMost(String attribute, long limit) implements Condition {}
  }
}
