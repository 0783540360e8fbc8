package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.delivery.DoublingWait;
import io.fleetfix.outbox.loop.OutOfMemory;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue that passes its events to reactions. A failed event is retried after a pause that doubles
 * from 100 ms to 5 minutes; other events are handled in the meantime. An event that has failed as
 * often as its subscription allows becomes a dead letter, see {@link InMemoryDeadLetters}: after 20
 * failures, about 40 minutes. Failures that the event did not cause do not count: such an event is
 * retried for as long as the process lives. Each failure is logged.
 *
 * <p>If you call {@link #handleNext} from one thread, one event is handled at a time. After waiting
 * for a first event, the queue pauses briefly to gather more, as {@link InMemoryOutboxStream} does:
 * under load, one wake-up serves many events.
 */
public final class InMemoryQueue {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryQueue.class);
  private static final Duration GATHERING = Duration.ofMillis(2);
  private static final DoublingWait PAUSES =
      new DoublingWait(Duration.ofMillis(100), Duration.ofMinutes(5));

  private final List<ReactionBinding> reactions;
  private final LongSupplier nanoTime;
  private final DelayQueue<QueuedEvent> messages = new DelayQueue<>();
  private final AtomicLong arrivals = new AtomicLong();
  private final Map<String, DeadLetter> deadLetters = new ConcurrentSkipListMap<>();

  public InMemoryQueue(List<ReactionBinding> reactions) {
    this(reactions, System::nanoTime);
  }

  /**
   * Creates a queue with a clock of its own.
   *
   * @param nanoTime monotonic, in nanoseconds from any origin. If it is not the JVM's, pass {@link
   *     #handleNext} a timeout of zero, since waiting takes real time
   */
  public InMemoryQueue(List<ReactionBinding> reactions, LongSupplier nanoTime) {
    this.reactions = List.copyOf(reactions);
    this.nanoTime = nanoTime;
  }

  /** Adds an event, which becomes available after the delay. */
  void put(OutboxEntry event, Duration delay) {
    put(event, nanoTime.getAsLong(), 0, delay, PAUSES.first());
  }

  /** The dead letters by message id. Removing one is thread-safe. */
  Map<String, DeadLetter> deadLetters() {
    return deadLetters;
  }

  /** The time since the event was put into the queue. */
  Duration age(DeadLetter dead) {
    return Duration.ofNanos(nanoTime.getAsLong() - dead.sent());
  }

  /**
   * Passes the next event to its reactions.
   *
   * @param timeout how long to wait for an event
   * @return whether there was an event, even if a reaction failed
   * @throws OutOfMemoryError, or an exception that contains one, if a reaction throws it; the event
   *     is retried all the same
   */
  public boolean handleNext(Duration timeout) throws InterruptedException {
    QueuedEvent queued = next(timeout);
    if (queued == null) {
      return false;
    }
    try {
      reactions.stream()
          .filter(each -> each.types().contain(queued.event().eventType()))
          .forEach(each -> each.handle(queued.event()));
    } catch (RuntimeException failure) {
      settle(queued, failure, failure instanceof TransientFailure ? 0 : 1);
      if (OutOfMemory.isIn(failure)) {
        throw failure; // the loop around this ends the process
      }
    } catch (Error broken) { // it must neither lose the event nor delay the others
      settle(queued, broken, 1);
      if (OutOfMemory.isIn(broken)) {
        throw broken;
      }
    }
    return true;
  }

  private @Nullable QueuedEvent next(Duration timeout) throws InterruptedException {
    QueuedEvent waiting = messages.poll();
    if (waiting != null) {
      return waiting;
    }
    QueuedEvent first = messages.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      LockSupport.parkNanos(GATHERING.toNanos());
    }
    return first;
  }

  private void settle(QueuedEvent queued, Throwable failure, int more) {
    Subscription subscription = reactions.getFirst().subscription();
    int failures = queued.failures() + more;
    LOG.atWarn()
        .addKeyValue("queue", subscription.rule())
        .addKeyValue("eventId", queued.event().eventId())
        .addKeyValue("failures", failures)
        .addKeyValue("failure", failure.toString())
        .log("Reaction failed; will retry");
    if (failures >= subscription.maxReceives()) {
      deadLetters.put(
          "%019d".formatted(queued.arrival()),
          new DeadLetter(queued.event(), queued.sent(), failures));
    } else {
      Duration pause = queued.nextPause();
      put(queued.event(), queued.sent(), failures, pause, PAUSES.next(pause));
    }
  }

  private void put(OutboxEntry event, long sent, int failures, Duration delay, Duration nextPause) {
    long due = nanoTime.getAsLong() + delay.toNanos();
    messages.put(
        new QueuedEvent(
            event, sent, failures, due, arrivals.getAndIncrement(), nextPause, nanoTime));
  }

  /**
   * An event that has failed too often.
   *
   * @param sent when it was put into the queue, by the queue's clock
   */
  record DeadLetter(OutboxEntry event, long sent, int failures) {}
}
