package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.Lapse;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.RecordPage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one shard. Reading alone moves nothing: the same page comes again until {@link #advance}
 * says that it has been dealt with.
 */
final class ShardReader {
  /** Records a read; the service's own limit is 1,000 or 1 MB. */
  static final int PAGE_SIZE = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);

  private final StreamsApi streams;
  private final String shardId;
  private StreamPosition position;
  private @Nullable String iterator;

  ShardReader(StreamsApi streams, String shardId, StreamPosition position) {
    this.streams = streams;
    this.shardId = shardId;
    this.position = position;
  }

  String shardId() {
    return shardId;
  }

  boolean ended() {
    return position.equals(StreamPosition.END);
  }

  /** Empty if the service had forgotten something: the next read starts where it still can. */
  Optional<RecordPage> read() {
    try {
      if (iterator == null) {
        iterator = streams.iterator(shardId, position);
      }
      return Optional.of(streams.records(iterator, PAGE_SIZE));
    } catch (Lapse lapse) {
      LOG.atWarn()
          .addKeyValue("shardId", shardId)
          .addKeyValue("kind", lapse.kind())
          .log("The stream forgot where a shard's reader was");
      iterator = null;
      position =
          switch (lapse.kind()) {
            case EXPIRED_ITERATOR -> position;
            // Not the newest record: that would skip what is left. What is lost, the sweeper has.
            case TRIMMED, UNKNOWN_POSITION -> StreamPosition.START;
            case SHARD_GONE -> StreamPosition.END;
          };
      return Optional.empty();
    }
  }

  /** Where the shard is when this page has been dealt with. */
  StreamPosition after(RecordPage page) {
    if (page.next() == null) {
      return StreamPosition.END;
    }
    return page.records().isEmpty()
        ? position
        : new StreamPosition.After(page.records().getLast().dynamodb().sequenceNumber());
  }

  void advance(RecordPage page) {
    position = after(page);
    iterator = page.next();
  }
}
