package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The relay's own table. It has no stream, so that a checkpoint does not wake the reader that wrote
 * it. All methods throw {@link StorageUnavailable} if there is no clear answer; a write may then
 * have succeeded.
 */
public interface RelayRows {
  /** The row with sort key {@code META}, read consistently; empty if it does not exist. */
  Map<String, AttributeValue> get(String pk);

  /**
   * Creates a row or replaces all of it.
   *
   * @param row the attributes, without the keys
   * @return false if the condition did not hold; then nothing was written
   */
  boolean put(String pk, Map<String, AttributeValue> row, Condition condition);

  /** Removes a row, if it exists. */
  void remove(String pk);

  /** A condition on the stored row. */
  sealed interface Condition {
    /** The row does not exist. */
    record Absent() implements Condition {}

    /** The attribute exists and has this value. */
    record Equal(String attribute, AttributeValue value) implements Condition {}

    /** The attribute is absent, or a number up to the limit. */
    record AtMost(String attribute, long limit) implements Condition {}

    /** Any row, or none. */
    record Any() implements Condition {}
  }
}
