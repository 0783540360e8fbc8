package io.fleetfix.outbox.port;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The fast path: new outbox entries, read from the store's change stream. The stream may drop
 * records (DynamoDB Streams does after 24 hours); delivery is guaranteed by the table.
 */
public interface OutboxStream {
  /**
   * Passes new entries to the taker in batches, and waits for the first batch if necessary. The
   * entries of a batch count as taken when the taker returns. If the taker throws, the same entries
   * are passed again, as they are after a crash; its exception is propagated if nothing else could
   * be taken.
   *
   * <p>Guaranteed: each committed entry is passed at least once while the stream retains it,
   * nothing but new entries is passed, and an entry is never with two calls of the taker at once.
   * Not guaranteed: any order (streams keep no order across rows), that an entry is passed only
   * once, and that no call of the taker is in progress when this returns; none begins after that.
   *
   * @param timeout how long to wait for the first entries; zero for those that are at hand
   * @param taker receives the entries, never an empty list. It may be called several times, and by
   *     several threads at once
   * @return number of entries taken since the last call; 0 if none were within the timeout
   * @throws StorageUnavailable if the stream could not be read; nothing was taken
   */
  int take(Duration timeout, Consumer<List<OutboxEntry>> taker) throws InterruptedException;
}
