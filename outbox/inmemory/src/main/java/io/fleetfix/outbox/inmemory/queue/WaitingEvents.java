package io.fleetfix.outbox.inmemory.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The events of a queue: those that are due, in a plain line, and those that rest, by the end of
 * their rest. An event whose rest is over goes to the end of the line, so neither new events nor
 * those that are retried starve the others. Thread-safe.
 */
final class WaitingEvents {
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Deque<QueuedEvent> line = new ArrayDeque<>();
  private final PriorityQueue<QueuedEvent> resting =
      new PriorityQueue<>(
          Comparator.comparingLong(QueuedEvent::due).thenComparingLong(QueuedEvent::arrival));

  WaitingEvents(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void add(QueuedEvent event) {
    lock.lock();
    try {
      if (isDue(event)) {
        endRests(); // those were due before
        line.add(event);
      } else {
        resting.add(event);
      }
      added.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many events are due. */
  int due() {
    lock.lock();
    try {
      endRests();
      return line.size();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for an event that is due; false if there is none within the timeout. */
  boolean await(Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      endRests();
      while (line.isEmpty() && left > 0) {
        long rest = resting.isEmpty() ? left : resting.peek().due() - nanoTime.getAsLong();
        long waited = Math.min(left, Math.max(rest, 1));
        left -= waited - Math.max(0, added.awaitNanos(waited));
        endRests();
      }
      return !line.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next events that are due. */
  List<QueuedEvent> take(int most) {
    lock.lock();
    try {
      endRests();
      List<QueuedEvent> next = new ArrayList<>(Math.min(most, line.size()));
      while (next.size() < most && !line.isEmpty()) {
        next.add(line.remove());
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** All, including those that rest. */
  int size() {
    lock.lock();
    try {
      return line.size() + resting.size();
    } finally {
      lock.unlock();
    }
  }

  /** When the event was sent that was sent first, seen from now. Looks at all of them. */
  OptionalLong firstSent() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      LongStream ages =
          Stream.concat(line.stream(), resting.stream()).mapToLong(event -> now - event.sent());
      return ages.max().stream().map(age -> now - age).findFirst();
    } finally {
      lock.unlock();
    }
  }

  private void endRests() {
    while (!resting.isEmpty() && isDue(resting.peek())) {
      line.add(resting.remove());
    }
  }

  private boolean isDue(QueuedEvent event) {
    return event.due() - nanoTime.getAsLong() <= 0;
  }
}
