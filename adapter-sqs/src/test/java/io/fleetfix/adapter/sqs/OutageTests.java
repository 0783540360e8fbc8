package io.fleetfix.adapter.sqs;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.fleetfix.adapter.sqs.way.ReceiveLog;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.testing.localaws.LossyProxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** The store or the queue is down for a while. */
@Execution(CONCURRENT)
abstract class OutageTests {
  private static final int MAX_RECEIVES = 5;
  private static final Duration VISIBILITY = Duration.ofSeconds(2);

  /**
   * Long enough to use up all receives of a message that returns to the queue whenever its
   * visibility timeout ends.
   */
  private static final Duration LONG_OUTAGE = VISIBILITY.multipliedBy(MAX_RECEIVES + 1);

  private static final Polling POLLING =
      new Polling(
          10, Duration.ofSeconds(1), VISIBILITY, Duration.ofMillis(50), Duration.ofMillis(200));

  private final FreshQueue queue;
  private final ConsumerUnderTest work = new ConsumerUnderTest();
  private final Counted counted = new Counted();

  OutageTests(URI endpoint) {
    queue = new FreshQueue(endpoint, MAX_RECEIVES);
  }

  @AfterEach
  void close() throws InterruptedException {
    queue.close();
  }

  /** Two instances, and more messages than they have workers. */
  @Test
  void aLongOutageUnderLoadLeavesNoDeadLetters() throws Exception {
    ReceiveLog log = new ReceiveLog();
    work.goDown();
    queue.send(work.shipments(12));
    for (int instance = 0; instance < 2; instance++) {
      queue.consume(queue.queue(log), Bound.each(work::label), POLLING, counted);
    }
    queue.send(work.shipments(20));
    eventually(() -> assertThat(log.messages()).as("each is tried").isEqualTo(32));

    assertThat(queue.receiveDeadLetters(LONG_OUTAGE)).isEmpty();

    work.comeBack();
    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(work.labels()).hasSize(32);
    assertThat(log.mostReceives()).isLessThan(MAX_RECEIVES);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void aBatchWaitsForTheStore() throws Exception {
    work.goDown();
    queue.send(work.shipments(5));
    queue.consume(queue.queue(), Bound.together(work::number), POLLING, counted);
    eventually(() -> assertThat(work.refusals()).isGreaterThan(3));

    work.comeBack();

    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(work.commits()).as("all five in one commit").isEqualTo(1);
    assertThat(counted.of(MessageOutcome.FAILED)).isZero();
  }

  @Test
  void aStopDuringAnOutageTakesEffectAtOnceAndLosesNothing() throws Exception {
    work.goDown();
    queue.send(work.shipments(2));
    QueueConsumer consumer =
        queue.consume(
            queue.queue(),
            Bound.each(work::label),
            new Polling(
                10, Duration.ofSeconds(1), VISIBILITY, Duration.ofHours(1), Duration.ofHours(1)),
            counted);
    eventually(() -> assertThat(counted.of(MessageOutcome.POSTPONED)).isEqualTo(2));

    consumer.stop();
    consumer.join();

    assertThat(queue.visible()).as("not hidden until their visibility timeout").isEqualTo(2);
    assertThat(queue.receive(Duration.ofSeconds(10))).isNotEmpty();
  }

  @Test
  void aConflictIsRetriedWithoutAnotherReceive() throws Exception {
    ReceiveLog log = new ReceiveLog();
    AtomicInteger races = new AtomicInteger(10);
    queue.send(work.shipments(1));

    queue.consume(
        queue.queue(log),
        Bound.each(
            event -> {
              if (races.getAndDecrement() > 0) {
                throw new ConcurrencyConflict("LABEL#" + event.eventId());
              }
              work.label(event);
            }),
        POLLING,
        counted);

    eventually(() -> assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(1));
    assertThat(counted.of(MessageOutcome.POSTPONED)).isEqualTo(10);
    assertThat(log.mostReceives()).isLessThanOrEqualTo(2);
  }

  @Test
  void aQueueThatDoesNotAnswerIsRetried() throws Exception {
    try (LossyProxy way = new LossyProxy(queue.endpoint())) {
      SqsQueue behind = queue.queueVia(way.endpoint());
      way.dropAnswers(5);
      queue.consume(behind, Bound.each(work::label), POLLING, counted);
      eventually(() -> assertThat(way.answersToDrop()).isZero());

      queue.send(work.shipments(3));

      eventually(() -> assertThat(queue.size()).isZero());
      assertThat(work.commits()).isEqualTo(3);
    }
  }
}
