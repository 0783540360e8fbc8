package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.retry.Pause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The store's stream: entries in commit order. Entries whose taker throws are passed again after
 * those that wait behind them. Concurrent takers wait for their turn.
 *
 * <p>After the first entry, the stream pauses briefly to gather more. Waking a thread costs more
 * than a commit: under load, one wake-up serves many commits, and the commits during the pause wake
 * no thread. It does not pause while a full batch waits.
 */
public final class InMemoryOutboxStream implements OutboxStream {
  static final int MAX_ENTRIES = 100;
  private static final Duration GATHERING = Duration.ofMillis(2);

  private final ReentrantLock turn = new ReentrantLock();
  private final NewEntries newEntries;
  private final Pause pause;

  public InMemoryOutboxStream(InMemoryStore store) {
    this(store, Pause.PARKING);
  }

  InMemoryOutboxStream(InMemoryStore store, Pause pause) {
    this.newEntries = store.newEntries();
    this.pause = pause;
  }

  @Override
  public int take(Duration timeout, Consumer<List<OutboxEntry>> taker) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      int waiting = newEntries.await(timeout);
      if (waiting == 0) {
        return 0;
      }
      if (waiting < MAX_ENTRIES) {
        pause.nanos(GATHERING.toNanos());
      }
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
