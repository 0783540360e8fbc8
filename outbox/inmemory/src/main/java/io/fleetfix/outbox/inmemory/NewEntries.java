package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The committed entries not yet taken from the stream, in order. Guarded by the store's lock. */
final class NewEntries {
  private final ReentrantLock lock;
  private final Condition added;
  private final Deque<OutboxEntry> waiting = new ArrayDeque<>();

  NewEntries(ReentrantLock lock) {
    this.lock = lock;
    this.added = lock.newCondition();
  }

  /** Called only by the store, which holds the lock. */
  void add(List<OutboxEntry> entries) {
    waiting.addAll(entries);
    added.signalAll();
  }

  /** Waits for an entry, and returns how many there are; 0 if there is none within the timeout. */
  int await(Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      while (waiting.isEmpty() && left > 0) {
        left = added.awaitNanos(left);
      }
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** The next entries, which stay until {@link #remove}. */
  List<OutboxEntry> next(int max) {
    lock.lock();
    try {
      return waiting.stream().limit(max).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Moves the next entries behind all others. */
  void moveToTheEnd(int failed) {
    lock.lock();
    try {
      for (int i = 0; i < failed; i++) {
        waiting.add(waiting.remove());
      }
    } finally {
      lock.unlock();
    }
  }

  void remove(int taken) {
    lock.lock();
    try {
      for (int i = 0; i < taken; i++) {
        waiting.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
