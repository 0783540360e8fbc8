package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The store's stream: entries in the order of their commits. Takers queue up for their turn.
 *
 * <p>The first entry is followed by a moment of gathering. To wake a thread costs more than to
 * commit: so under load one wake-up serves many commits, and a commit wakes nothing meanwhile.
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
  public int take(Duration patience, Consumer<List<OutboxEntry>> taker)
      throws InterruptedException {
    turn.lockInterruptibly();
    try {
      if (!newEntries.await(patience)) {
        return 0;
      }
      LockSupport.parkNanos(GATHERING.toNanos());
      List<OutboxEntry> entries = newEntries.next(MAX_ENTRIES);
      taker.accept(entries);
      newEntries.remove(entries.size());
      return entries.size();
    } finally {
      turn.unlock();
    }
  }
}
