package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.fleetfix.adapter.sqs.way.ForgetfulProxy;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.subscription.Reaction;
import io.fleetfix.testing.localaws.LossyProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** Single rounds of a consumer, over a real queue. */
@Execution(CONCURRENT)
abstract class ConsumerRoundTests {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /** Longer than a busy machine may stall a test, because nothing extends it here. */
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private final FreshQueue queue;
  private final ConsumerUnderTest work = new ConsumerUnderTest();
  private final Counted counted = new Counted();

  ConsumerRoundTests(URI endpoint) {
    queue = new FreshQueue(endpoint, 100);
  }

  @AfterEach
  void close() throws InterruptedException {
    queue.close();
  }

  @Test
  void messagesReceivedAfterAStopGoBackAtOnce() {
    queue.send(work.shipments(3));

    assertThat(aRound(queue.queue(), work::label).round(() -> true)).isZero();

    assertThat(queue.receive(Duration.ZERO)).hasSize(3);
    assertThat(counted.of(MessageOutcome.HANDLED)).isZero();
  }

  @Test
  void pausesUntilAMessageSucceeds() {
    ConsumerRound round = aRound(queue.queue(), work::label);
    assertThat(round(round)).as("an empty queue").isZero();

    work.goDown();
    queue.send(work.shipments(2));
    assertThat(round(round)).isEqualTo(FIRST_PAUSE);
    assertThat(round(round)).isEqualTo(FIRST_PAUSE.multipliedBy(2));
    queue.send(work.shipments(2));
    assertThat(round(round)).as("new ones are tried soon").isEqualTo(FIRST_PAUSE);
    assertThat(queue.visible()).isZero();

    work.comeBack();
    assertThat(round(round)).isZero();
    assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(4);
    assertThat(counted.of(MessageOutcome.POSTPONED)).isEqualTo(2 + 2 + 4);
    assertThat(queue.size()).isZero();
  }

  @Test
  void aMessageThatFailsWhileOthersSucceedIsLeftForRedelivery() {
    OutboxEntry tooMuch = work.shipment();
    ConsumerRound round =
        aRound(
            queue.queue(),
            event -> {
              if (event.equals(tooMuch)) {
                throw new StorageUnavailable(new IllegalStateException("Too large for the store"));
              }
              work.label(event);
            });
    queue.send(List.of(tooMuch));
    assertThat(round(round)).isPositive();
    assertThat(counted.of(MessageOutcome.FAILED)).isZero();

    queue.send(work.shipments(1));
    assertThat(round(round)).isZero();

    assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(1);
    assertThat(counted.of(MessageOutcome.FAILED)).isEqualTo(1);
    assertThat(queue.hidden()).isEqualTo(1);
  }

  @Test
  void messagesThatFailMakeRoomForOthers() {
    work.goDown();
    ConsumerRound round = aRound(queue.queue(), work::label);
    queue.send(work.shipments(12));
    round(round);
    assertThat(queue.visible()).isEqualTo(2);
    round(round);

    work.comeBack();
    round(round);

    assertThat(counted.of(MessageOutcome.FAILED)).isEqualTo(2);
    assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(10);
    assertThat(queue.hidden()).isEqualTo(2);
  }

  @Test
  void aMessageIsNotHeldForever() {
    work.goDown();
    ConsumerRound round = aRound(queue.queue(), work::label);
    queue.send(work.shipments(1));
    for (int tries = 1; tries < ConsumerRound.MOST_TRIES; tries++) {
      assertThat(round(round)).isPositive();
    }
    assertThat(counted.of(MessageOutcome.FAILED)).isZero();

    assertThat(round(round)).isZero();

    assertThat(counted.of(MessageOutcome.FAILED)).isEqualTo(1);
  }

  @Test
  void aDeleteWithoutAnAnswerIsRetriedWithoutHarm() {
    List<OutboxEntry> events = work.shipments(3);
    queue.send(events);
    try (LossyProxy way = new LossyProxy(queue.endpoint())) {
      ConsumerRound round =
          aRound(
              queue.queueVia(way.endpoint()),
              event -> {
                work.label(event);
                way.dropAnswers(1);
              });

      assertThat(round(round)).isZero();

      assertThat(way.answersToDrop()).isZero();
    }
    assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(3);
    assertThat(queue.size()).isZero();
  }

  @Test
  void onlyTheMessageThatFailedIsDeletedAgain() throws Exception {
    queue.send(work.shipments(3));
    try (ForgetfulProxy way = new ForgetfulProxy(queue.endpoint(), 1)) {
      ConsumerRound round = aRound(queue.queueVia(way.endpoint()), work::label);

      assertThat(round(round)).isZero();

      assertThat(way.deletes()).containsExactly(3, 1);
    }
    assertThat(queue.size()).isZero();
    assertThat(counted.of(MessageOutcome.NOT_DELETED)).isZero();
  }

  @Test
  void anUndeletedMessageIsRedeliveredWithoutASecondEffect() throws Exception {
    List<OutboxEntry> events = work.shipments(3);
    queue.send(events);
    try (ForgetfulProxy way = new ForgetfulProxy(queue.endpoint(), 3)) {
      ConsumerRound round = aRound(queue.queueVia(way.endpoint()), work::label, A_SECOND);

      assertThat(round(round)).isZero();
      assertThat(way.deletes()).containsExactly(3, 1, 1);
      assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(3);
      assertThat(counted.of(MessageOutcome.NOT_DELETED)).isEqualTo(1);
      assertThat(queue.size()).isEqualTo(1);

      while (queue.size() > 0) { // its visibility timeout has to end first
        round(round);
      }
    }
    assertThat(counted.of(MessageOutcome.HANDLED)).isEqualTo(4);
    assertThat(events).allSatisfy(event -> assertThat(work.labelOf(event)).isPresent());
    assertThat(work.commits()).isEqualTo(3);
  }

  private Duration round(ConsumerRound round) {
    return round.round(() -> false);
  }

  private ConsumerRound aRound(SqsQueue taken, Reaction reaction) {
    return aRound(taken, reaction, VISIBILITY);
  }

  private ConsumerRound aRound(SqsQueue taken, Reaction reaction, Duration visibility) {
    return new ConsumerRound(
        taken,
        new BusEnvelope(Parcels.FORMAT),
        new Reactions(Bound.each(reaction)),
        new Polling(10, A_SECOND, visibility, FIRST_PAUSE, A_SECOND),
        counted,
        new VisibilityExtender(taken, visibility, Supervision.OF_THIS_PROCESS));
  }
}
