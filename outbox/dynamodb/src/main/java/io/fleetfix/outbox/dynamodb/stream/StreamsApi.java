package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * The three questions that one stream answers. All of them throw {@link StorageUnavailable} when
 * the service is throttling, out of reach or failing.
 */
interface StreamsApi {
  /** Every shard that the service still lists, in its order. */
  List<Shard> shards();

  /**
   * Where to read on in a shard, good for about 15 minutes and for more than one read.
   *
   * @throws Lapse if the shard or the position is gone
   */
  String iterator(String shardId, StreamPosition position);

  /**
   * The records from there on.
   *
   * @param limit at most 1,000
   * @throws Lapse if the iterator, the records or the shard are gone
   */
  RecordPage records(String iterator, int limit);

  /**
   * A stretch of one shard.
   *
   * @param next where to go on; null if the shard is closed and this was its end. A page without
   *     records is not an end.
   */
  record RecordPage(List<Record> records, @Nullable String next) {
    public RecordPage {
      records = List.copyOf(records);
    }
  }

  /** The service forgot something that it once told us. Known, expected, and each has an answer. */
  final class Lapse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    Lapse(Kind kind, Throwable cause) {
      super("The stream forgot what was asked for", cause);
      this.kind = kind;
    }

    Kind kind() {
      return kind;
    }

    /** What was forgotten. */
    enum Kind {
      /** The iterator is older than 15 minutes; the records are still there. */
      EXPIRED_ITERATOR,
      /** The records behind the position are older than 24 hours. */
      TRIMMED,
      /** The shard never had this sequence number: the stream has started over. */
      UNKNOWN_POSITION,
      /** The shard itself. */
      SHARD_GONE
    }
  }
}
