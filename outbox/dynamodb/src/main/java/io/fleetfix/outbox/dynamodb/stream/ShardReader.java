package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.Lapse;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.RecordPage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Reads one shard, once it was {@link #open opened}, and gives its pages in parts. Not thread-safe:
 * one thread at a time works on a shard. A read does not move the position: the same part is given
 * again until {@link #advance} marks it as processed.
 */
final class ShardReader {
  /** Records per read. The service's limit is 1,000 records or 1 MB. */
  static final int PAGE_SIZE = 1_000;

  /** Stands for the next iterator where the rest of the page follows. */
  private static final String IN_HAND = "in hand";

  private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);

  private final StreamsApi streams;
  private final String shardId;
  private @Nullable StreamPosition position;
  private @Nullable String iterator;
  private @Nullable RecordPage inHand;
  private int taken;

  ShardReader(StreamsApi streams, String shardId) {
    this.streams = streams;
    this.shardId = shardId;
  }

  String shardId() {
    return shardId;
  }

  boolean isOpen() {
    return position != null;
  }

  /** The reads begin at this position. */
  void open(StreamPosition checkpoint) {
    position = checkpoint;
  }

  boolean ended() {
    return StreamPosition.END.equals(position);
  }

  /** Whether the next part comes from a page that was read before. */
  boolean hasPageInHand() {
    return inHand != null;
  }

  /** Drops the page in hand, which is read again: pages that fail must not fill the memory. */
  void putBack() {
    inHand = null;
  }

  /**
   * The records up to the given number of new outbox rows. Empty if the shard, the iterator or the
   * position has expired: the next read starts at the nearest valid position.
   */
  Optional<RecordPage> read(int outboxRows) {
    try {
      if (inHand == null) {
        if (iterator == null) {
          iterator = streams.iterator(shardId, position());
        }
        inHand = streams.records(iterator, PAGE_SIZE);
      }
      int end = OutboxRecords.endOf(outboxRows, inHand.records());
      return Optional.of(
          end == inHand.records().size()
              ? inHand
              : new RecordPage(inHand.records().subList(0, end), IN_HAND));
    } catch (Lapse lapse) {
      LOG.atWarn()
          .addKeyValue("shardId", shardId)
          .addKeyValue("kind", lapse.kind())
          .log("Stream iterator or records expired; continuing from the nearest valid position");
      iterator = null;
      taken = 0;
      position =
          switch (lapse.kind()) {
            case EXPIRED_ITERATOR -> position();
            // Not the newest record, which would skip what is left. The sweeper resends what is
            // lost.
            case TRIMMED, UNKNOWN_POSITION -> StreamPosition.START;
            case SHARD_GONE -> StreamPosition.END;
          };
      return Optional.empty();
    }
  }

  private StreamPosition position() {
    return Objects.requireNonNull(position, "The shard is not open");
  }

  boolean hasTaken() {
    return taken > 0;
  }

  /** The records of the page that are not taken yet. */
  List<Record> notTaken(RecordPage page) {
    return page.records().subList(Math.min(taken, page.records().size()), page.records().size());
  }

  /** Call it when the entries of the page are taken, but the page may have to be read again. */
  void taken(RecordPage page) {
    taken = page.records().size();
  }

  /** The position after this page. */
  StreamPosition after(RecordPage page) {
    if (page.next() == null) {
      return StreamPosition.END;
    }
    return page.records().isEmpty()
        ? position()
        : new StreamPosition.After(page.records().getLast().dynamodb().sequenceNumber());
  }

  void advance(RecordPage page) {
    position = after(page);
    taken = 0;
    RecordPage whole = Objects.requireNonNull(inHand, "Nothing was read");
    int done = page.records().size();
    if (done < whole.records().size()) {
      inHand = new RecordPage(whole.records().subList(done, whole.records().size()), whole.next());
      iterator = null; // it would lead to the beginning of the page
    } else {
      inHand = null;
      iterator = page.next();
    }
  }
}
