package io.fleetfix.adapter.sqs;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.adapter.sqs.way.FirstBeatFails;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.ReactionBinding;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** Consumers on a real queue. */
@Execution(CONCURRENT)
abstract class QueueConsumerTests {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  /** For messages that should be redelivered soon. */
  private static final Polling HASTY =
      new Polling(10, A_SECOND, A_SECOND, Duration.ofMillis(50), Duration.ofMillis(200));

  /**
   * For messages that should be delivered once: the visibility is longer than a busy machine may
   * stall a test.
   */
  private static final Polling CALM =
      new Polling(
          10, A_SECOND, Duration.ofSeconds(30), Duration.ofMillis(50), Duration.ofMillis(200));

  private final FreshQueue queue;
  private final ConsumerUnderTest work = new ConsumerUnderTest();
  private final Counted counted = new Counted();

  /**
   * Reactions that simulate long work wait for this; released at the end of the test at the latest.
   */
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
  void appliesEveryEventAndEmptiesTheQueue() throws Exception {
    List<OutboxEntry> events = work.shipments(25);
    queue.send(events);

    consume(CALM, Bound.each(work::label));

    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(events).allSatisfy(event -> assertThat(work.labelOf(event)).isPresent());
    assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(25);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void receivesNoMoreMessagesThanItHasWorkers() throws Exception {
    AtomicInteger working = new AtomicInteger();
    queue.send(work.shipments(10));

    queue.consume(
        queue.queue(),
        Bound.each(
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
  void redeliversAMessageWhoseReactionFailed() throws Exception {
    Set<OutboxEntry> failed = ConcurrentHashMap.newKeySet();
    List<OutboxEntry> events = work.shipments(3);
    queue.send(events);

    consume(
        HASTY,
        Bound.each(
            event -> {
              if (failed.add(event)) {
                throw new IllegalStateException("The first attempt always fails");
              }
              work.label(event);
            }));

    // SQS counts hidden and visible messages separately, so a queue may look empty for a moment.
    eventually(
        () -> assertThat(events).allSatisfy(event -> assertThat(work.labelOf(event)).isPresent()));
    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(counted.of(MessageOutcome.FAILED)).isEqualTo(3);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void aReactionThatThrowsAnErrorIsNotASuccess() throws Exception {
    queue.send(work.shipments(1));

    consume(
        HASTY,
        Bound.each(
            event -> {
              throw new StackOverflowError("Thrown by the test");
            }));

    eventually(() -> assertThat(queue.deadLetters()).isEqualTo(1));
    assertThat(counted.of(MessageOutcome.HANDLED)).isZero();
  }

  @Test
  void aBatchThatThrowsIsNotASuccess() throws Exception {
    queue.send(work.shipments(2));

    consume(
        HASTY,
        Bound.together(
            events -> {
              throw new IllegalStateException("Thrown by the test");
            }));

    eventually(() -> assertThat(queue.deadLetters()).isEqualTo(2));
    assertThat(counted.of(MessageOutcome.HANDLED)).isZero();
  }

  @Test
  void aMessageStaysHiddenDuringASlowReaction() throws Exception {
    assertThatASlowReactionKeepsItsMessage(queue.queue());
  }

  @Test
  void keepsExtendingVisibilityAfterAFailure() throws Exception {
    FirstBeatFails fault = new FirstBeatFails();

    assertThatASlowReactionKeepsItsMessage(queue.queue(fault));

    assertThat(fault.hasFailed()).isTrue();
  }

  private void assertThatASlowReactionKeepsItsMessage(SqsQueue taken) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    queue.send(work.shipments(1));
    queue.consume(
        taken,
        Bound.each(
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
  void unreadableMessagesGoToDeadLettersWithoutBlockingOthers() throws Exception {
    OutboxEntry good = work.shipment();
    OutboxEntry stranger = Parcels.entry();
    ObjectNode noSequence = Envelopes.detail(work.shipment());
    noSequence.remove("sequence");
    ObjectNode tomorrow = Envelopes.detail(work.shipment()).put("schemaVersion", "2");
    queue.sendBodies(
        List.of(
            "not json",
            Envelopes.around(noSequence).toString(),
            Envelopes.around(tomorrow).toString(),
            Envelopes.of(stranger),
            Envelopes.of(good)));

    consume(HASTY, Bound.together(work::number));

    eventually(() -> assertThat(queue.deadLetters()).isEqualTo(4));
    assertThat(queue.size()).isZero();
    assertThat(numberOf(good)).isEqualTo(1);
    assertThat(numbered()).isEqualTo(1);
    assertThat(counted.of(MessageOutcome.UNREADABLE)).isEqualTo(3 * 3);
    assertThat(counted.of(MessageOutcome.FAILED)).isEqualTo(3);
  }

  @Test
  void anUnknownTypeIsAcknowledgedAndCountedWithoutEffect() throws Exception {
    ObjectNode returned = Envelopes.detail(work.shipment()).put("eventType", "ParcelReturned");
    queue.sendBodies(List.of(Envelopes.around(returned).toString()));

    consume(CALM, Bound.together(work::number));

    eventually(() -> assertThat(counted.of(MessageOutcome.IGNORED)).isEqualTo(1));
    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(numbered()).isZero();
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void fiftyCopiesOfOneEventMakeOneNumberedLabel() throws Exception {
    OutboxEntry event = work.shipment();
    queue.send(Collections.nCopies(50, event));

    for (int consumers = 0; consumers < 3; consumers++) {
      consume(CALM, Bound.together(work::number));
    }

    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(numberOf(event)).isEqualTo(1);
    assertThat(numbered()).isEqualTo(1);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void fiftyCopiesOfOneEventMakeOneLabel() throws Exception {
    OutboxEntry event = work.shipment();
    queue.send(Collections.nCopies(50, event));

    consume(CALM, Bound.each(work::label));

    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(work.labels()).hasSize(1);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void fiftyLabelsAtOnceHaveConsecutiveNumbers() throws Exception {
    List<OutboxEntry> events = work.shipments(50);
    queue.send(events);

    for (int consumers = 0; consumers < 3; consumers++) {
      consume(CALM, Bound.together(work::number));
    }

    eventually(() -> assertThat(queue.size()).isZero());
    assertThat(events)
        .extracting(this::numberOf)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    assertThat(numbered()).isEqualTo(50);
    assertThat(queue.deadLetters()).isZero();
  }

  @Test
  void aStopFinishesRunningWorkAndStartsNoMore() throws Exception {
    Semaphore begun = new Semaphore(0);
    queue.send(work.shipments(2));
    QueueConsumer consumer =
        queue.consume(
            queue.queue(),
            Bound.each(
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

  private void consume(Polling polling, List<ReactionBinding> bindings) {
    queue.consume(queue.queue(), bindings, polling, counted);
  }

  private long numberOf(OutboxEntry event) {
    return work.labelOf(event).orElseThrow().number();
  }

  private long numbered() {
    return work.roll().used();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
