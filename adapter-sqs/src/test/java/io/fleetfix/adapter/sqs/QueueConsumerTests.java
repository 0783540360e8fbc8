package io.fleetfix.adapter.sqs;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.reaction.Reaction;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.RepairCompleted;
import io.fleetfix.domain.Version;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** What the consumers do with what is in a real queue. */
@Execution(CONCURRENT)
abstract class QueueConsumerTests {
  private static final Predicate<String> COMPLETED = RepairCompleted.TYPE::equals;
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  /** For what is to come again soon. */
  private static final Polling HASTY =
      new Polling(10, A_SECOND, A_SECOND, Duration.ofMillis(50), Duration.ofMillis(200));

  /** For what is to come once: longer than this machine may be busy with other things. */
  private static final Polling CALM =
      new Polling(
          10, A_SECOND, Duration.ofSeconds(30), Duration.ofMillis(50), Duration.ofMillis(200));

  private final FreshQueue queue;
  private final ConsumerUnderTest work = new ConsumerUnderTest();
  private final Counted counted = new Counted();

  /** For reactions that are to be at work for a while; they may go when the test ends. */
  private final CountDownLatch leave = new CountDownLatch(1);

  QueueConsumerTests(URI endpoint) {
    queue = new FreshQueue(endpoint, 3);
  }

  @AfterEach
  void close() throws InterruptedException {
    leave.countDown();
    queue.close();
  }

  @Test
  void hasTheEffectOfEveryEventAndEmptiesTheQueue() throws Exception {
    List<OutboxEntry> events = work.completions(25);
    queue.send(events);

    consume(CALM, Reactions.each(COMPLETED, work.postNotice()));

    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(events)
        .allSatisfy(event -> assertThat(work.notices().find(event.eventId())).isPresent());
    assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(25);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void takesNoMoreMessagesThanItHasWorkers() throws Exception {
    AtomicInteger working = new AtomicInteger();
    queue.send(work.completions(10));

    queue.consume(
        queue.queue(),
        Reactions.each(
            COMPLETED,
            event -> {
              working.incrementAndGet();
              await(leave);
            }),
        new Polling(3, A_SECOND, Duration.ofSeconds(30), A_SECOND, A_SECOND),
        counted);

    eventually(() -> assertThat(working).hasValue(3));
    assertThat(queue.hidden()).isEqualTo(3);
    assertThat(queue.visible()).isEqualTo(7);
    leave.countDown();
    eventually(() -> assertThat(queue.size()).isZero());
  }

  @Test
  void givesAMessageAgainWhoseReactionFailed() throws Exception {
    Set<OutboxEntry> failed = ConcurrentHashMap.newKeySet();
    List<OutboxEntry> events = work.completions(3);
    Reaction postNotice = work.postNotice();
    queue.send(events);

    consume(
        HASTY,
        Reactions.each(
            COMPLETED,
            event -> {
              if (failed.add(event)) {
                throw new IllegalStateException("The first time always fails");
              }
              postNotice.on(event);
            }));

    // A queue counts what is hidden and what is visible apart: in between it may look empty.
    eventually(
        () ->
            assertThat(events)
                .allSatisfy(event -> assertThat(work.notices().find(event.eventId())).isPresent()));
    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(counted.of(MessageOutcome.FAILED)).isEqualTo(3);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void aReactionThatBreaksIsNotTakenForASuccess() throws Exception {
    queue.send(work.completions(1));

    consume(
        HASTY,
        Reactions.each(
            COMPLETED,
            event -> {
              throw new StackOverflowError("Thrown by the test");
            }));

    eventually(() -> assertThat(queue.deadLetters()).isEqualTo(1));
    assertThat(counted.of(MessageOutcome.HANDLED)).isZero();
  }

  @Test
  void aBatchThatThrowsIsNotTakenForASuccess() throws Exception {
    queue.send(work.completions(2));

    consume(
        HASTY,
        Reactions.together(
            COMPLETED,
            events -> {
              throw new IllegalStateException("Thrown by the test");
            }));

    eventually(() -> assertThat(queue.deadLetters()).isEqualTo(2));
    assertThat(counted.of(MessageOutcome.HANDLED)).isZero();
  }

  @Test
  void nobodyElseGetsAMessageWhileASlowReactionWorks() throws Exception {
    assertThatASlowReactionKeepsItsMessage(queue.queue());
  }

  @Test
  void oneFailureToExtendAVisibilityIsNotTheEndOfIt() throws Exception {
    FirstBeatFails fault = new FirstBeatFails();

    assertThatASlowReactionKeepsItsMessage(queue.queue(fault));

    assertThat(fault.hasFailed()).isTrue();
  }

  private void assertThatASlowReactionKeepsItsMessage(SqsQueue taken) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    queue.send(work.completions(1));
    queue.consume(
        taken,
        Reactions.each(
            COMPLETED,
            event -> {
              calls.incrementAndGet();
              await(leave);
            }),
        new Polling(10, A_SECOND, Duration.ofSeconds(6), A_SECOND, A_SECOND),
        counted);
    eventually(() -> assertThat(calls).hasValue(1));

    assertThat(queue.receive(Duration.ofSeconds(9))).isEmpty();

    leave.countDown();
    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(calls).hasValue(1);
    assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadOrNamesAnUnknownRepairEndsInTheDeadLettersAndHoldsUpNobody()
      throws Exception {
    OutboxEntry good = work.completion();
    OutboxEntry stranger =
        OutboxEntry.of(new RepairCompleted(aRepairId(), Version.FIRST, TWO_O_CLOCK));
    ObjectNode noSequence = Envelopes.detail(work.completion());
    noSequence.remove("sequence");
    ObjectNode tomorrow = Envelopes.detail(work.completion()).put("schemaVersion", "2");
    queue.sendBodies(
        List.of(
            "not json",
            Envelopes.around(noSequence).toString(),
            Envelopes.around(tomorrow).toString(),
            Envelopes.of(stranger),
            Envelopes.of(good)));

    consume(HASTY, Reactions.together(COMPLETED, work.issueInvoice()));

    eventually(() -> assertThat(queue.deadLetters()).isEqualTo(4));
    assertThat(queue.size()).isZero();
    assertThat(numberOf(good)).isEqualTo(1);
    assertThat(issued()).isEqualTo(1);
    assertThat(counted.of(MessageOutcome.UNREADABLE)).isEqualTo(3 * 3);
    assertThat(counted.of(MessageOutcome.FAILED)).isEqualTo(3);
  }

  @Test
  void anUnknownTypeIsAcknowledgedAndCountedAndHasNoEffect() throws Exception {
    ObjectNode reopened = Envelopes.detail(work.completion()).put("eventType", "RepairReopened");
    queue.sendBodies(List.of(Envelopes.around(reopened).toString()));

    consume(CALM, Reactions.together(COMPLETED, work.issueInvoice()));

    eventually(() -> assertThat(counted.of(MessageOutcome.IGNORED)).isEqualTo(1));
    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(issued()).isZero();
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void fiftyCopiesOfOneEventMakeOneInvoice() throws Exception {
    OutboxEntry event = work.completion();
    queue.send(Collections.nCopies(50, event));

    for (int consumers = 0; consumers < 3; consumers++) {
      consume(CALM, Reactions.together(COMPLETED, work.issueInvoice()));
    }

    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(numberOf(event)).isEqualTo(1);
    assertThat(issued()).isEqualTo(1);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void fiftyCopiesOfOneEventMakeOneNotice() throws Exception {
    OutboxEntry event = work.completion();
    queue.send(Collections.nCopies(50, event));

    consume(CALM, Reactions.each(COMPLETED, work.postNotice()));

    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(work.notices().list(new PageRequest(10, null)).items()).hasSize(1);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void fiftyInvoicesAtOnceHaveConsecutiveNumbers() throws Exception {
    List<OutboxEntry> events = work.completions(50);
    queue.send(events);

    for (int consumers = 0; consumers < 3; consumers++) {
      consume(CALM, Reactions.together(COMPLETED, work.issueInvoice()));
    }

    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(events)
        .extracting(this::numberOf)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    assertThat(issued()).isEqualTo(50);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void aStopLetsWorkInHandEndAndBeginsNothingNew() throws Exception {
    Semaphore begun = new Semaphore(0);
    queue.send(work.completions(2));
    QueueConsumer consumer =
        queue.consume(
            queue.queue(),
            Reactions.each(
                COMPLETED,
                event -> {
                  begun.release();
                  await(leave);
                }),
            new Polling(1, A_SECOND, Duration.ofSeconds(30), A_SECOND, A_SECOND),
            counted);
    begun.acquire();

    consumer.stop();
    leave.countDown();
    consumer.join();

    assertThat(begun.availablePermits()).isZero();
    assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(1);
    assertThat(queue.hidden()).isZero();
    assertThat(queue.visible()).isEqualTo(1);
  }

  private void consume(Polling polling, Reactions reactions) {
    queue.consume(queue.queue(), reactions, polling, counted);
  }

  private long numberOf(OutboxEntry event) {
    return work.invoices().find(event.repairId()).map(Invoice::number).orElseThrow().number();
  }

  private long issued() {
    return work.invoices().numbers(WORKSHOP.series(), WORKSHOP.yearOf(TWO_O_CLOCK)).last();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
