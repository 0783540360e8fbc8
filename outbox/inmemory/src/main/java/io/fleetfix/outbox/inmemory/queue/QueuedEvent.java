package io.fleetfix.outbox.inmemory.queue;

import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * An event in a queue.
 *
 * @param sent when it was put into the queue, by the queue's clock
 * @param failures how often it failed for a reason of its own
 * @param due when the event is due, by the queue's clock
 * @param arrival sequence number that keeps the order of arrival among events due at the same time
 * @param nextPause how long it waits after its next failure
 * @param nanoTime the queue's clock
 */
record QueuedEvent(
    OutboxEntry event,
    long sent,
    int failures,
    long due,
    long arrival,
    Duration nextPause,
    LongSupplier nanoTime)
    implements Delayed {
  private static final Comparator<QueuedEvent> ORDER =
      Comparator.comparingLong(QueuedEvent::due).thenComparingLong(QueuedEvent::arrival);

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(due - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    return ORDER.compare(this, (QueuedEvent) other);
  }
}
