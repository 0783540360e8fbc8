package io.fleetfix.adapter.sqs;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.fleetfix.application.port.ConcurrencyConflict;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.reaction.Reaction;
import io.fleetfix.domain.RepairCompleted;
import io.fleetfix.testing.localaws.LossyProxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** The store is away for a while, or the queue is. */
@Execution(CONCURRENT)
abstract class OutageTests {
  private static final Predicate<String> COMPLETED = RepairCompleted.TYPE::equals;
  private static final int MAX_RECEIVES = 3;
  private static final Duration VISIBILITY = Duration.ofSeconds(2);

  /** Uses up the receives of whatever comes back when its visibility ends. */
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

  /** Two instances, as each would take what the other lets slip; more messages than hands. */
  @Test
  void aLongOutageUnderLoadSpendsHardlyAnyReceives() throws Exception {
    ReceiveLog log = new ReceiveLog();
    work.goDown();
    queue.send(work.completions(12));
    for (int instance = 0; instance < 2; instance++) {
      queue.consume(
          queue.queue(log), Reactions.each(COMPLETED, work.postNotice()), POLLING, counted);
    }
    queue.send(work.completions(20));
    eventually(() -> assertThat(log.messages()).isEqualTo(20));

    assertThat(queue.receiveDeadLetters(LONG_OUTAGE)).isEmpty();
    assertThat(log.messages()).as("one for each worker").isEqualTo(20);

    work.comeBack();
    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(work.notices().list(new PageRequest(100, null)).items()).hasSize(32);
    assertThat(log.mostReceives()).isLessThanOrEqualTo(2);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void theNumberLaneWaitsForTheStoreToo() throws Exception {
    work.goDown();
    queue.send(work.completions(5));
    queue.consume(
        queue.queue(), Reactions.together(COMPLETED, work.issueInvoice()), POLLING, counted);
    eventually(() -> assertThat(work.refusals()).isGreaterThan(3));

    work.comeBack();

    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(work.commits()).as("all five in one").isEqualTo(1);
    assertThat(counted.of(MessageOutcome.FAILED)).isZero();
  }

  @Test
  void aStopDuringAnOutageIsHeardAtOnceAndLosesNothing() throws Exception {
    work.goDown();
    queue.send(work.completions(2));
    QueueConsumer consumer =
        queue.consume(
            queue.queue(),
            Reactions.each(COMPLETED, work.postNotice()),
            new Polling(
                10, Duration.ofSeconds(1), VISIBILITY, Duration.ofHours(1), Duration.ofHours(1)),
            counted);
    eventually(() -> assertThat(counted.of(MessageOutcome.POSTPONED)).isEqualTo(2));

    consumer.stop();
    consumer.join();

    assertThat(queue.receive(Duration.ofSeconds(10))).isNotEmpty();
  }

  @Test
  void whatLosesARaceIsTriedAgainWithoutANewReceive() throws Exception {
    ReceiveLog log = new ReceiveLog();
    AtomicInteger races = new AtomicInteger(10);
    Reaction postNotice = work.postNotice();
    queue.send(work.completions(1));

    queue.consume(
        queue.queue(log),
        Reactions.each(
            COMPLETED,
            event -> {
              if (races.getAndDecrement() > 0) {
                throw new ConcurrencyConflict("NOTICE#" + event.eventId());
              }
              postNotice.on(event);
            }),
        POLLING,
        counted);

    eventually(() -> assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(1));
    assertThat(counted.of(MessageOutcome.POSTPONED)).isEqualTo(10);
    assertThat(log.mostReceives()).isLessThanOrEqualTo(2);
  }

  @Test
  void aQueueThatDoesNotAnswerIsAskedAgain() throws Exception {
    try (LossyProxy way = new LossyProxy(queue.endpoint())) {
      SqsQueue behind = queue.queueVia(way.endpoint());
      way.dropAnswers(5);
      queue.consume(behind, Reactions.each(COMPLETED, work.postNotice()), POLLING, counted);
      eventually(() -> assertThat(way.answersToDrop()).isZero());

      queue.send(work.completions(3));

      eventually(() -> assertThat(queue.size()).isZero());
      assertThat(work.commits()).isEqualTo(3);
    }
  }
}
