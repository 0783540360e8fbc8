package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.delivery.DoublingWait;
import io.fleetfix.outbox.loop.OutOfMemory;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.subscription.ReactionBinding;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue that passes its events to reactions. A failed event is retried after a pause that doubles
 * from 100 ms to 30 s; other events are handled in the meantime. An event that has failed as often
 * as its subscription allows becomes a dead letter, see {@link InMemoryDeadLetters}. Failures that
 * the event did not cause do not count: such an event is retried for as long as the process lives.
 *
 * <p>If you call {@link #handleNext} from one thread, one event is handled at a time. After waiting
 * for a first event, the queue pauses briefly to gather more, as {@link InMemoryOutboxStream} does:
 * under load, one wake-up serves many events.
 */
public final class InMemoryQueue {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryQueue.class);
  private static final Duration GATHERING = Duration.ofMillis(2);
  private static final DoublingWait PAUSES =
      new DoublingWait(Duration.ofMillis(100), Duration.ofSeconds(30));

  private final List<ReactionBinding> reactions;
  private final DelayQueue<Message> messages = new DelayQueue<>();
  private final AtomicLong arrivals = new AtomicLong();
  private final Map<String, DeadLetter> deadLetters = new ConcurrentSkipListMap<>();

  public InMemoryQueue(List<ReactionBinding> reactions) {
    this.reactions = List.copyOf(reactions);
  }

  /** Adds an event, which becomes available after the delay. */
  void put(OutboxEntry event, Duration delay) {
    put(event, System.nanoTime(), 0, delay, PAUSES.first());
  }

  /** The dead letters by message id. Removing one is thread-safe. */
  Map<String, DeadLetter> deadLetters() {
    return deadLetters;
  }

  /**
   * Passes the next event to its reactions.
   *
   * @param timeout how long to wait for an event
   * @return whether there was an event, even if a reaction failed
   * @throws Error if a reaction throws one; the event is retried all the same
   */
  public boolean handleNext(Duration timeout) throws InterruptedException {
    Message message = next(timeout);
    if (message == null) {
      return false;
    }
    try {
      reactions.stream()
          .filter(each -> each.types().contain(message.event().eventType()))
          .forEach(each -> each.handle(message.event()));
    } catch (RuntimeException failure) {
      LOG.atWarn()
          .addKeyValue("eventId", message.event().eventId())
          .addKeyValue("failure", failure.toString())
          .log("Reaction failed; will retry");
      settle(message, failure instanceof TransientFailure ? 0 : 1);
      if (OutOfMemory.isIn(failure)) {
        throw failure; // the loop around this ends the process
      }
    } catch (Error broken) { // it must not lose the event either
      settle(message, 1);
      throw broken;
    }
    return true;
  }

  private @Nullable Message next(Duration timeout) throws InterruptedException {
    Message waiting = messages.poll();
    if (waiting != null) {
      return waiting;
    }
    Message first = messages.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      LockSupport.parkNanos(GATHERING.toNanos());
    }
    return first;
  }

  private void settle(Message message, int more) {
    int failures = message.failures() + more;
    if (failures >= reactions.getFirst().subscription().maxReceives()) {
      deadLetters.put(
          "%019d".formatted(message.arrival()),
          new DeadLetter(message.event(), message.sent(), failures));
    } else {
      Duration pause = message.nextPause();
      put(message.event(), message.sent(), failures, pause, PAUSES.next(pause));
    }
  }

  private void put(OutboxEntry event, long sent, int failures, Duration delay, Duration nextPause) {
    long due = System.nanoTime() + delay.toNanos();
    messages.put(new Message(event, sent, failures, due, arrivals.getAndIncrement(), nextPause));
  }

  /**
   * An event that has failed too often.
   *
   * @param sent when it was put into the queue, as a value of {@link System#nanoTime}
   */
  record DeadLetter(OutboxEntry event, long sent, int failures) {}

  /**
   * An event in the queue.
   *
   * @param sent when it was put into the queue, as a value of {@link System#nanoTime}
   * @param failures how often it failed for a reason of its own
   * @param due when the event is due, as a value of {@link System#nanoTime}
   * @param arrival sequence number that keeps the order of arrival among events due at the same
   *     time
   */
  private record Message(
      OutboxEntry event, long sent, int failures, long due, long arrival, Duration nextPause)
      implements Delayed {
    private static final Comparator<Message> ORDER =
        Comparator.<Message>comparingLong(message -> message.due).thenComparing(Message::arrival);

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return ORDER.compare(this, (Message) other);
    }
  }
}
