package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.OutboxStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The store's stream: entries in the order of their commits. Takers queue up for their turn.
 *
 * <p>The first entry is followed by a moment of gathering. To wake a thread costs more than to
 * commit: so under load one wake-up serves many commits, and who commits wakes nobody meanwhile.
 */
public final class InMemoryOutboxStream implements OutboxStream {
  private static final int MAX_ENTRIES = 100;
  private static final Duration GATHERING = Duration.ofMillis(2);

  private final ReentrantLock turn = new ReentrantLock();
  private final InMemoryWorkshop workshop;

  public InMemoryOutboxStream(InMemoryWorkshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public int take(Duration patience, Consumer<List<OutboxEntry>> taker)
      throws InterruptedException {
    turn.lockInterruptibly();
    try {
      if (!workshop.awaitEntry(patience)) {
        return 0;
      }
      LockSupport.parkNanos(GATHERING.toNanos());
      List<OutboxEntry> entries = workshop.nextEntries(MAX_ENTRIES);
      taker.accept(entries);
      workshop.advance(entries.size());
      return entries.size();
    } finally {
      turn.unlock();
    }
  }
}
