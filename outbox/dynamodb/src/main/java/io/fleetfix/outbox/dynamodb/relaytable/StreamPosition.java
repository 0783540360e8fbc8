package io.fleetfix.outbox.dynamodb.relaytable;

/**
 * The position up to which a shard was read. There is no "latest": it would skip earlier records.
 */
public sealed interface StreamPosition {
  /** For a shard without a checkpoint, or with one that the service no longer knows. */
  StreamPosition START = new Oldest();

  StreamPosition END = new Ended();

  /** Stands for the sequence number in the checkpoint of a shard that was read to its end. */
  String END_TEXT = "SHARD_END";

  /** At the oldest record that the shard still has. */
  record Oldest() implements StreamPosition {}

  /**
   * After this record. Sequence numbers have a meaning only to the service, so they stay strings.
   */
  record After(String sequenceNumber) implements StreamPosition {}

  /** The shard will have no more records, so its children may be read. */
  record Ended() implements StreamPosition {}

  /** An invalid sequence number leads to the oldest record: reading twice is better than never. */
  static StreamPosition parse(String text) {
    if (text.equals(END_TEXT)) {
      return END;
    }
    return text.matches("[0-9]{1,60}") ? new After(text) : START;
  }
}
