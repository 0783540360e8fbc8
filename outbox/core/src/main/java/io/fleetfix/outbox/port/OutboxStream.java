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
   * Passes the next new entries to the taker, and waits for the first one if necessary. The entries
   * count as taken when the taker returns. If the taker throws, its exception is propagated and the
   * same entries are passed again, as they are after a crash.
   *
   * <p>Guaranteed: each committed entry is passed at least once while the stream retains it, and
   * nothing but new entries is passed. Not guaranteed: any order (streams keep no order across
   * rows), and that an entry is passed only once.
   *
   * @param timeout how long to wait for the first entry
   * @param taker receives the entries; called at most once, never with an empty list
   * @return number of entries taken; 0 if none arrived within the timeout
   * @throws StorageUnavailable if the stream could not be read; nothing was taken
   */
  int take(Duration timeout, Consumer<List<OutboxEntry>> taker) throws InterruptedException;
}
