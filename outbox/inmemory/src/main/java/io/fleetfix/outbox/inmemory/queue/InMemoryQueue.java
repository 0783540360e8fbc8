package io.fleetfix.outbox.inmemory.queue;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.InMemoryOutboxStream;
import io.fleetfix.outbox.loop.OutOfMemory;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.subscription.Postponed;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A queue that passes its events to reactions. A failed event is retried after a pause that doubles
 * from 100 ms to 5 minutes; other events are handled in the meantime. An event that has failed as
 * often as its subscription allows becomes a dead letter, see {@link InMemoryDeadLetters}: after 20
 * failures, about 40 minutes. Failures that the event did not cause do not count: such an event is
 * retried for as long as the process lives. One that is {@link Postponed} is handled again after
 * the time that it asked for. Each failure is logged.
 *
 * <p>An event is in the queue at most {@value #MOST_COPIES} times, however often it is published,
 * and among the dead letters once. An event that the outbox no longer knows is dropped: the store
 * removes only what was finished. So the outbox's size bounds the queue's.
 *
 * <p>If you call {@link #handleNext} from one thread, one event is handled at a time. After waiting
 * for a first event, the queue pauses briefly to gather more, as {@link InMemoryOutboxStream} does:
 * under load, one wake-up serves many events.
 */
public final class InMemoryQueue {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryQueue.class);
  static final int MOST_COPIES = 3;

  private static final Duration GATHERING = Duration.ofMillis(2);
  private static final DoublingWait PAUSES =
      new DoublingWait(Duration.ofMillis(100), Duration.ofMinutes(5));

  private final List<ReactionBinding> reactions;
  private final Predicate<EventId> known;
  private final LongSupplier nanoTime;
  private final DelayQueue<QueuedEvent> messages = new DelayQueue<>();
  private final Map<EventId, Integer> copies = new ConcurrentHashMap<>();
  private final AtomicLong arrivals = new AtomicLong();
  private final Map<String, DeadLetter> deadLetters = new ConcurrentHashMap<>();

  /** Creates a queue that drops no event. */
  public InMemoryQueue(List<ReactionBinding> reactions) {
    this(reactions, every -> true, System::nanoTime);
  }

  /**
   * Creates a queue.
   *
   * @param known whether the outbox has an entry for the event
   */
  public InMemoryQueue(List<ReactionBinding> reactions, Predicate<EventId> known) {
    this(reactions, known, System::nanoTime);
  }

  /**
   * Creates a queue with a clock of its own, which drops no event.
   *
   * @param nanoTime monotonic, in nanoseconds from any origin. If it is not the JVM's, pass {@link
   *     #handleNext} a timeout of zero, since waiting takes real time
   */
  public InMemoryQueue(List<ReactionBinding> reactions, LongSupplier nanoTime) {
    this(reactions, every -> true, nanoTime);
  }

  private InMemoryQueue(
      List<ReactionBinding> reactions, Predicate<EventId> known, LongSupplier nanoTime) {
    this.reactions = List.copyOf(reactions);
    this.known = known;
    this.nanoTime = nanoTime;
  }

  /**
   * Adds an event, which becomes available after the delay, unless the queue has enough copies of
   * it.
   */
  void put(OutboxEntry event, Duration delay) {
    if (copies.merge(event.eventId(), 1, Integer::sum) <= MOST_COPIES) {
      put(event, nanoTime.getAsLong(), 0, delay, PAUSES.first());
    } else {
      forget(event);
    }
  }

  private void forget(OutboxEntry copy) {
    copies.computeIfPresent(copy.eventId(), (id, count) -> count == 1 ? null : count - 1);
  }

  /** The dead letters by message id. Removing one is thread-safe. */
  Map<String, DeadLetter> deadLetters() {
    return deadLetters;
  }

  /** How many events wait, including those that rest after a failure. */
  int waiting() {
    return messages.size();
  }

  /** For how long the event that was put in first has waited. Looks at all of them. */
  Optional<Duration> oldest() {
    long now = nanoTime.getAsLong();
    return messages.stream()
        .map(each -> Duration.ofNanos(now - each.sent()))
        .max(Comparator.naturalOrder());
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
      if (known.test(queued.event().eventId())) {
        react(queued.event());
      }
      forget(queued.event());
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

  private void react(OutboxEntry event) {
    reactions.stream()
        .filter(each -> each.types().contain(event.eventType()))
        .forEach(each -> each.handle(event));
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
    LOG.atLevel(failure instanceof Postponed ? Level.INFO : Level.WARN)
        .addKeyValue("queue", subscription.rule())
        .addKeyValue("eventId", queued.event().eventId())
        .addKeyValue("failures", failures)
        .addKeyValue("failure", failure.toString())
        .log("Reaction failed; will retry");
    if (failures >= subscription.maxReceives()) {
      forget(queued.event()); // first, or a redrive would find it in the queue
      deadLetters.put(
          queued.event().eventId().toString(),
          new DeadLetter(queued.event(), queued.sent(), failures));
    } else {
      Duration pause = queued.nextPause();
      if (failure instanceof Postponed postponed) {
        put(queued.event(), queued.sent(), failures, postponed.delay(), pause);
      } else {
        put(queued.event(), queued.sent(), failures, pause, PAUSES.next(pause));
      }
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
