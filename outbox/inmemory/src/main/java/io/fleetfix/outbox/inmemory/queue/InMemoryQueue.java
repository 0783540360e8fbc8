package io.fleetfix.outbox.inmemory.queue;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.InMemoryOutboxStream;
import io.fleetfix.outbox.loop.OutOfMemory;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.retry.Pause;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.Postponed;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.ReactionBinding.Work;
import io.fleetfix.outbox.subscription.Subscription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
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
 * <p>Events are handled in batches, as a consumer of SQS does: up to {@link
 * BatchReaction#MAX_EVENTS} that wait, each by a call of its own unless the reaction takes them
 * {@link Work.Together}. If you call {@link #handleNext} from one thread, one batch is handled at a
 * time. After waiting for a first event, the queue pauses briefly to gather more, as {@link
 * InMemoryOutboxStream} does: under load, one wake-up serves many events.
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
  private final Pause pause;
  private final WaitingEvents messages;
  private final Map<EventId, Integer> copies = new ConcurrentHashMap<>();
  private final AtomicLong arrivals = new AtomicLong();
  private final Map<String, DeadLetter> deadLetters = new ConcurrentHashMap<>();

  /** Creates a queue that drops no event. */
  public InMemoryQueue(List<ReactionBinding> reactions) {
    this(reactions, every -> true, System::nanoTime, Pause.PARKING);
  }

  /**
   * Creates a queue.
   *
   * @param known whether the outbox has an entry for the event
   */
  public InMemoryQueue(List<ReactionBinding> reactions, Predicate<EventId> known) {
    this(reactions, known, System::nanoTime, Pause.PARKING);
  }

  /**
   * Creates a queue with a clock of its own, which drops no event.
   *
   * @param nanoTime monotonic, in nanoseconds from any origin. If it is not the JVM's, pass {@link
   *     #handleNext} a timeout of zero, since waiting takes real time
   */
  public InMemoryQueue(List<ReactionBinding> reactions, LongSupplier nanoTime) {
    this(reactions, every -> true, nanoTime, Pause.PARKING);
  }

  InMemoryQueue(
      List<ReactionBinding> reactions,
      Predicate<EventId> known,
      LongSupplier nanoTime,
      Pause pause) {
    this.reactions = List.copyOf(reactions);
    this.known = known;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.messages = new WaitingEvents(nanoTime);
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
    OptionalLong first = messages.firstSent();
    return first.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanoTime.getAsLong() - first.getAsLong()));
  }

  /** The time since the event was put into the queue. */
  Duration age(DeadLetter dead) {
    return Duration.ofNanos(nanoTime.getAsLong() - dead.sent());
  }

  /**
   * Passes the next events to their reactions.
   *
   * @param timeout how long to wait for an event
   * @return whether there was an event, even if a reaction failed
   * @throws OutOfMemoryError, or an exception that contains one, if a reaction throws it; the event
   *     is retried all the same
   */
  public boolean handleNext(Duration timeout) throws InterruptedException {
    List<QueuedEvent> batch = next(timeout);
    Map<OutboxEntry, Throwable> failures =
        react(
            batch.stream()
                .map(QueuedEvent::event)
                .filter(event -> known.test(event.eventId()))
                .toList());
    for (QueuedEvent queued : batch) {
      Throwable failure = failures.get(queued.event());
      if (failure == null) {
        forget(queued.event());
      } else {
        // An error must neither lose the event nor delay the others.
        settle(queued, failure, failure instanceof TransientFailure ? 0 : 1);
      }
    }
    failures.values().forEach(InMemoryQueue::throwIfOutOfMemory);
    return !batch.isEmpty();
  }

  /** The loop around this ends the process. */
  private static void throwIfOutOfMemory(Throwable failure) {
    if (OutOfMemory.isIn(failure)) {
      switch (failure) {
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        default -> throw new IllegalStateException(failure);
      }
    }
  }

  private Map<OutboxEntry, Throwable> react(List<OutboxEntry> events) {
    Map<OutboxEntry, Throwable> failures = new HashMap<>();
    for (ReactionBinding binding : reactions) {
      List<OutboxEntry> own =
          events.stream().filter(event -> binding.types().contain(event.eventType())).toList();
      boolean together = own.size() > 1 && binding.work() instanceof Work.Together;
      if (!together || !handledTogether((Work.Together) binding.work(), own, failures)) {
        own.forEach(event -> handle(binding, event, failures));
      }
    }
    return failures;
  }

  /** False if the batch failed as a whole: one of its events may have failed the others. */
  private static boolean handledTogether(
      Work.Together work, List<OutboxEntry> events, Map<OutboxEntry, Throwable> failures) {
    try {
      work.reaction().on(events).forEach(failures::putIfAbsent);
      return true;
    } catch (RuntimeException | Error broken) { // then none of them counts as handled
      boolean ofAll = broken instanceof TransientFailure || OutOfMemory.isIn(broken);
      if (ofAll) {
        events.forEach(event -> failures.putIfAbsent(event, broken));
      }
      return ofAll;
    }
  }

  private static void handle(
      ReactionBinding binding, OutboxEntry event, Map<OutboxEntry, Throwable> failures) {
    try {
      binding.handle(event);
    } catch (RuntimeException | Error failure) {
      failures.putIfAbsent(event, failure);
    }
  }

  private List<QueuedEvent> next(Duration timeout) throws InterruptedException {
    int waiting = messages.due();
    if (waiting == 0 && messages.await(timeout)) {
      pause.nanos(GATHERING.toNanos());
    }
    return messages.take(BatchReaction.MAX_EVENTS);
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
    messages.add(
        new QueuedEvent(event, sent, failures, due, arrivals.getAndIncrement(), nextPause));
  }

  /**
   * An event that has failed too often.
   *
   * @param sent when it was put into the queue, by the queue's clock
   */
  record DeadLetter(OutboxEntry event, long sent, int failures) {}
}
