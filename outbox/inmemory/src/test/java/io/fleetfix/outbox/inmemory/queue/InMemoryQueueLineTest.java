package io.fleetfix.outbox.inmemory.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.Postponed;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Events in a queue in memory that fail for a long time, on a clock that the test moves. */
class InMemoryQueueLineTest {
  private static final int MAX_RECEIVES = 20;
  private static final Duration QUARTER_OF_AN_HOUR = Duration.ofMinutes(15);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LATER = Duration.ofHours(1);

  @Nested
  class TransientFailures implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new QueueLine(InMemoryQueueLineTest::failTransiently);
    }
  }

  @Nested
  class PostponedEvents implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new QueueLine(InMemoryQueueLineTest::postpone);
    }
  }

  @Nested
  class PermanentFailures implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new QueueLine(InMemoryQueueLineTest::failPermanently);
    }
  }

  @Nested
  class Errors implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new QueueLine(InMemoryQueueLineTest::throwAnError);
    }
  }

  @Test
  void aBadReleaseOfAQuarterOfAnHourLeavesNoDeadLetters() throws Exception {
    for (Consumer<OutboxEntry> fault :
        List.<Consumer<OutboxEntry>>of(
            InMemoryQueueLineTest::failPermanently, InMemoryQueueLineTest::throwAnError)) {
      try (QueueLine line = new QueueLine(fault)) {
        line.addFailing(30);
        line.runFor(QUARTER_OF_AN_HOUR);
        assertThat(line.queue.deadLetters()).isEmpty();
        assertThat(line.done()).isZero();

        line.failing.clear();
        line.runFor(LONGEST_PAUSE);

        assertThat(line.done()).isEqualTo(30);
      }
    }
  }

  @Test
  void aPostponedEventIsHandledAgainAfterTheTimeThatItAskedFor() throws Exception {
    try (QueueLine line = new QueueLine(InMemoryQueueLineTest::postpone)) {
      line.addFailing(1);
      line.runFor(LONGEST_PAUSE);
      line.failing.clear();

      line.runFor(LATER.minus(LONGEST_PAUSE));
      assertThat(line.done()).isZero();
      line.runFor(QueueLine.STEP);

      assertThat(line.done()).isEqualTo(1);
    }
  }

  @Test
  void anEventThatFailsForeverBecomesADeadLetter() throws Exception {
    try (QueueLine line = new QueueLine(InMemoryQueueLineTest::failPermanently)) {
      line.addFailing(1);

      line.runFor(Duration.ofHours(1));

      assertThat(line.queue.deadLetters()).hasSize(1);
    }
  }

  private static void failTransiently(OutboxEntry event) {
    throw new StorageUnavailable(new IllegalStateException("Down for " + event.eventId()));
  }

  private static void postpone(OutboxEntry event) {
    throw new Postponed("Thrown by the test for " + event.eventId(), LATER);
  }

  private static void failPermanently(OutboxEntry event) {
    throw new IllegalArgumentException("Thrown by the test for " + event.eventId());
  }

  private static void throwAnError(OutboxEntry event) {
    throw new StackOverflowError("Thrown by the test for " + event.eventId());
  }

  private static final class QueueLine extends AppenderBase<ILoggingEvent> implements Line {
    static final Duration STEP = Duration.ofMillis(100);
    private static final Subscription SUBSCRIPTION =
        new Subscription("labels", Types.all(), true, MAX_RECEIVES, Duration.ofDays(4), false);

    final Set<OutboxEntry> failing = new HashSet<>();
    final InMemoryQueue queue;
    private final Logger logger = (Logger) LoggerFactory.getLogger(InMemoryQueue.class);
    private final Set<String> named = ConcurrentHashMap.newKeySet();
    private final List<OutboxEntry> handled = new ArrayList<>();
    private long now;

    QueueLine(Consumer<OutboxEntry> fault) {
      queue =
          new InMemoryQueue(
              List.of(
                  ReactionBinding.each(
                      SUBSCRIPTION,
                      Types.all(),
                      event -> {
                        if (failing.contains(event)) {
                          fault.accept(event);
                        }
                        handled.add(event);
                      })),
              () -> now);
      start();
      logger.setLevel(Level.INFO); // at which postponed events are named
      logger.addAppender(this);
    }

    @Override
    public int window() {
      return BatchReaction.MAX_EVENTS;
    }

    @Override
    public List<String> addFailing(int count) {
      List<OutboxEntry> events = Parcels.entries(count);
      failing.addAll(events);
      events.forEach(event -> queue.put(event, Duration.ZERO));
      return events.stream().map(event -> event.eventId().toString()).toList();
    }

    @Override
    public void addHealthy(int count) {
      Parcels.entries(count).forEach(event -> queue.put(event, Duration.ZERO));
    }

    /** Passes one batch, if any is due within the time that one call waits. */
    @Override
    public void round() throws InterruptedException {
      for (int waited = 0; waited < SupervisedLoop.WAIT.dividedBy(STEP); waited++) {
        if (queue.handleNext(Duration.ZERO)) {
          return;
        }
        now += STEP.toNanos();
      }
    }

    void runFor(Duration time) throws InterruptedException {
      for (long end = now + time.toNanos(); now < end; now += STEP.toNanos()) {
        boolean more = true;
        while (more) {
          more = queue.handleNext(Duration.ZERO);
        }
      }
    }

    @Override
    protected void append(ILoggingEvent event) {
      event.getKeyValuePairs().stream()
          .filter(pair -> pair.key.equals("eventId"))
          .forEach(pair -> named.add(String.valueOf(pair.value)));
    }

    @Override
    public int done() {
      return handled.size();
    }

    @Override
    public Set<String> named() {
      return Set.copyOf(named);
    }

    @Override
    public void close() {
      logger.detachAppender(this);
      logger.setLevel(null);
      stop();
    }
  }
}
