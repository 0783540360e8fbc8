package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * The operations on one stream. They throw {@link StorageUnavailable} if the service throttles,
 * fails or cannot be reached.
 */
interface StreamsApi {
  /** All shards that the service still lists, in its order. */
  List<Shard> shards();

  /**
   * The shards that continue this one. Empty if there are none yet. A service that does not know
   * the question answers with all shards.
   */
  List<Shard> childrenOf(String shardId);

  /**
   * An iterator at this position of a shard. It is valid for about 15 minutes and for more than one
   * read.
   *
   * @throws Lapse if the shard or the position no longer exists
   */
  String iterator(String shardId, StreamPosition position);

  /**
   * The records from the iterator on.
   *
   * @param limit at most 1,000
   * @throws Lapse if the iterator, the records or the shard no longer exist
   */
  RecordPage records(String iterator, int limit);

  /**
   * A page of records of one shard.
   *
   * @param next the iterator of the next page; null if the shard is closed and this was its last
   *     page. A page without records is not necessarily the last.
   */
  record RecordPage(List<Record> records, @Nullable String next) {
    public RecordPage {
      records = List.copyOf(records);
    }
  }

  /**
   * Something that the service returned earlier has expired. This is expected, and the reader
   * handles each kind.
   */
  final class Lapse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    Lapse(Kind kind, Throwable cause) {
      super("Stream shard, iterator or position expired", cause);
      this.kind = kind;
    }

    Kind kind() {
      return kind;
    }

    /** What expired. */
    enum Kind {
      /** The iterator is older than 15 minutes; the records are still there. */
      EXPIRED_ITERATOR,
      /** The records behind the position are older than 24 hours. */
      TRIMMED,
      /** The shard never had this sequence number: the stream has started over. */
      UNKNOWN_POSITION,
      /** The service no longer has the shard. */
      SHARD_GONE
    }
  }
}
