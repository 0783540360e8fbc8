package io.fleetfix.outbox.port;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What was committed to the outbox, as the store's change stream tells it: the fast path. It may
 * forget (DynamoDB's after 24 hours); the table is the guarantee.
 */
public interface OutboxStream {
  /**
   * Hands the next new entries to the taker, waiting for them if there are none. They count as
   * taken when the taker returns; when it throws, its exception passes through and the same entries
   * come again, as they do after a crash.
   *
   * <p>Guaranteed: each committed entry is handed over at least once while the stream remembers it,
   * and never anything but a new entry. Not guaranteed: any order (a stream keeps none across
   * rows), and that an entry comes only once.
   *
   * @param patience how long to wait for a first entry
   * @param taker called at most once, never with an empty list
   * @return how many entries were taken; 0 if none came in time
   * @throws StorageUnavailable if the stream could not be read; nothing was taken
   */
  int take(Duration patience, Consumer<List<OutboxEntry>> taker) throws InterruptedException;
}
