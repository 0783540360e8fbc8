package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The store's stream: entries in commit order. Entries whose taker throws are passed again after
 * those that wait behind them. Concurrent takers wait for their turn.
 *
 * <p>After the first entry, the stream pauses briefly to gather more. Waking a thread costs more
 * than a commit: under load, one wake-up serves many commits, and the commits during the pause wake
 * no thread.
 */
public final class InMemoryOutboxStream implements OutboxStream {
  private static final int MAX_ENTRIES = 100;
  private static final Duration GATHERING = Duration.ofMillis(2);

  private final ReentrantLock turn = new ReentrantLock();
  private final NewEntries newEntries;

  public InMemoryOutboxStream(InMemoryStore store) {
    this.newEntries = store.newEntries();
  }

  @Override
  public int take(Duration timeout, Consumer<List<OutboxEntry>> taker) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      if (!newEntries.await(timeout)) {
        return 0;
      }
      LockSupport.parkNanos(GATHERING.toNanos());
      List<OutboxEntry> entries = newEntries.next(MAX_ENTRIES);
      try {
        taker.accept(entries);
      } catch (RuntimeException failed) {
        newEntries.moveToTheEnd(entries.size());
        throw failed;
      }
      newEntries.remove(entries.size());
      return entries.size();
    } finally {
      turn.unlock();
    }
  }
}
