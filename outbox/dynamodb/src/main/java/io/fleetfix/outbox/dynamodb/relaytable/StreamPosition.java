package io.fleetfix.outbox.dynamodb.relaytable;

/** How far a shard has been read. There is no "latest": that would skip what came before us. */
public sealed interface StreamPosition {
  /** A shard without a checkpoint, or one whose checkpoint the service no longer knows. */
  StreamPosition START = new Oldest();

  StreamPosition END = new Ended();

  /** What a checkpoint row says instead of a sequence number when its shard was read to its end. */
  String END_TEXT = "SHARD_END";

  /** From the oldest record that the shard still has. */
  record Oldest() implements StreamPosition {}

  /** Behind this record. Sequence numbers mean something only to the service: they stay a text. */
  record After(String sequenceNumber) implements StreamPosition {}

  /** Nothing will ever come any more: the shard's children may be read. */
  record Ended() implements StreamPosition {}

  /** What can't be a sequence number leads to the oldest record: read twice rather than never. */
  static StreamPosition parse(String text) {
    if (text.equals(END_TEXT)) {
      return END;
    }
    return text.matches("[0-9]{1,60}") ? new After(text) : START;
  }
}
