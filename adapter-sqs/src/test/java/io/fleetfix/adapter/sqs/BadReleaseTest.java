package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.ReactionBinding.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every reaction throws for a quarter of an hour, on a clock that the test moves. */
class BadReleaseTest {
  private static final Duration QUARTER_OF_AN_HOUR = Duration.ofMinutes(15);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private final VirtualQueue messages = new VirtualQueue(20);
  private final List<OutboxEntry> carried = new ArrayList<>();
  private boolean bad = true;

  private synchronized void carry(OutboxEntry event) {
    if (bad) {
      throw new NullPointerException("Thrown by the test");
    }
    carried.add(event);
  }

  private synchronized void carryWithError(OutboxEntry event) {
    if (bad) {
      throw new StackOverflowError("Thrown by the test");
    }
    carried.add(event);
  }

  private Map<OutboxEntry, RuntimeException> carryTogether(List<OutboxEntry> events) {
    events.forEach(this::carry);
    return Map.of();
  }

  @Test
  void exceptionsLeaveNoDeadLetters() {
    assertThatNothingIsLost(new Work.Each(this::carry));
  }

  @Test
  void errorsLeaveNoDeadLetters() {
    assertThatNothingIsLost(new Work.Each(this::carryWithError));
  }

  @Test
  void batchesThatThrowLeaveNoDeadLetters() {
    assertThatNothingIsLost(new Work.Together(this::carryTogether));
  }

  /** This release can't read them: it was rolled back, or the instance is yet to be replaced. */
  @Test
  void messagesOfALaterReleaseDoNotBecomeDeadLetters() {
    VirtualConsumer consumer = new VirtualConsumer(messages, new Work.Each(this::carry));
    messages.send(
        Envelopes.around(Envelopes.detail(Parcels.entry()).put("schemaVersion", "2")).toString());

    consumer.work(QUARTER_OF_AN_HOUR);

    assertThat(messages.deadLetters()).isEmpty();
    assertThat(messages.mostReceives()).isLessThanOrEqualTo(7);
  }

  private void assertThatNothingIsLost(Work work) {
    VirtualConsumer consumer = new VirtualConsumer(messages, work);
    List<OutboxEntry> events = new ArrayList<>(consumer.ship(30));
    IntStream.rangeClosed(1, 15)
        .forEach(
            minutes -> {
              consumer.work(Duration.ofMinutes(minutes));
              events.add(consumer.ship());
            });
    assertThat(messages.now()).isGreaterThanOrEqualTo(QUARTER_OF_AN_HOUR);
    assertThat(carried).isEmpty();
    assertThat(messages.deadLetters()).isEmpty();

    bad = false;
    consumer.work(messages.now().plus(LONGEST_REST));

    assertThat(carried).containsExactlyInAnyOrderElementsOf(events);
    assertThat(messages.deadLetters()).isEmpty();
    assertThat(messages.size()).isZero();
    assertThat(messages.mostReceives()).isLessThanOrEqualTo(7);
  }
}
