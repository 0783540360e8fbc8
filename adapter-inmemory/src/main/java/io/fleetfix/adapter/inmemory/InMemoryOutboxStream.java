package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.OutboxStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The store's stream: entries in the order of their commits. Takers queue up for their turn. */
public final class InMemoryOutboxStream implements OutboxStream {
  private static final int MAX_ENTRIES = 100;

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
      List<OutboxEntry> entries = workshop.awaitEntries(MAX_ENTRIES, patience);
      if (!entries.isEmpty()) {
        taker.accept(entries);
        workshop.advance(entries.size());
      }
      return entries.size();
    } finally {
      turn.unlock();
    }
  }
}
