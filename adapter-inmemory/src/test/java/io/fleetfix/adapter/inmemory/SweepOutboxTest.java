package io.fleetfix.adapter.inmemory;

import static io.fleetfix.application.outbox.SweepOutbox.MAX_REFUSALS;
import static io.fleetfix.application.outbox.SweepOutbox.OVERTAKEN;
import static io.fleetfix.application.outbox.SweepOutbox.PROBES;
import static io.fleetfix.application.outbox.SweepOutbox.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.outbox.SweepOutbox.Round;
import io.fleetfix.application.port.DeliveryLedger.State;
import io.fleetfix.application.port.EventBus.NotAccepted.Cause;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Receipts.Arrivals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the fast path passes by, and nothing else, is sent again; and never all at once. */
class SweepOutboxTest {
  private static final Duration A_ROUND = Duration.ofSeconds(30);

  private final Outpost outpost = new Outpost();

  @Test
  void leavesAloneWhatTheFastPathMayStillBring() {
    OutboxEntry entry = outpost.raise();
    outpost.pass(SILENCE.minusMillis(1));

    assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, 0, 0));
    assertThat(outpost.sent()).isEmpty();

    outpost.pass(Duration.ofMillis(1));
    assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(1, 0, 0));
    assertThat(outpost.sent()).containsExactly(entry);
  }

  @Test
  void sendsWhatALaterEventHasOvertaken() {
    OutboxEntry overtaken = outpost.raise();
    outpost.pass(OVERTAKEN);
    OutboxEntry later = outpost.raise();
    assertThat(outpost.sweeper.sweep().resent()).isZero();

    outpost.receive(later);

    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(1);
    assertThat(outpost.sent()).containsExactly(overtaken);
  }

  @Test
  void countsNoReceiptOfItsOwnEventsAsTheFastPathsProgress() {
    OutboxEntry first = outpost.raise();
    outpost.pass(SILENCE);
    outpost.sweeper.sweep();
    outpost.pass(Duration.ofSeconds(1));
    OutboxEntry second = outpost.raise();
    outpost.receive(first);
    outpost.pass(OVERTAKEN.plus(A_ROUND));
    outpost.sent();

    outpost.sweeper.sweep();

    assertThat(outpost.sent()).as("the second is young, and nothing passed it by").isEmpty();
    assertThat(outpost.ledger.find(second.eventId()).orElseThrow().isPending()).isTrue();
  }

  @Test
  void sendsNothingThatIsDelivered() {
    OutboxEntry entry = outpost.raise();
    outpost.receive(entry);
    outpost.pass(SILENCE.multipliedBy(2));

    assertThat(outpost.sweeper.sweep().resent()).isZero();
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToAnHour() {
    outpost.raise();
    outpost.pass(SILENCE);
    List<Duration> waits = new ArrayList<>();
    Instant last = outpost.instant();
    outpost.sweeper.sweep();
    while (waits.size() < 8) {
      outpost.pass(A_ROUND);
      if (outpost.sweeper.sweep().resent() > 0) {
        // Silence on the fast path is waited for each time, on top.
        waits.add(Duration.between(last, outpost.instant()).minus(SILENCE));
        last = outpost.instant();
      }
    }

    assertThat(waits)
        .extracting(Duration::toMinutes)
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void sendsAHandfulOfProbesWhileNothingComesBack() {
    raise(200);
    outpost.pass(SILENCE);
    for (int round = 0; round < 5; round++) {
      assertThat(outpost.sweeper.sweep().resent()).isEqualTo(PROBES);
      outpost.pass(A_ROUND);
    }

    assertThat(outpost.sent()).as("others each time").hasSize(5 * PROBES).doesNotHaveDuplicates();
  }

  @Test
  void doublesItsRoundsWhileTheyAreAnswered() {
    List<OutboxEntry> all = raise(200);
    outpost.pass(SILENCE);
    List<Integer> rounds = new ArrayList<>();
    List<OutboxEntry> sent = new ArrayList<>();
    for (int round = 0; round < 7; round++) {
      rounds.add(outpost.sweeper.sweep().resent());
      outpost.pass(A_ROUND);
      List<OutboxEntry> now = outpost.sent();
      sent.addAll(now);
      now.forEach(outpost::receive);
    }

    assertThat(rounds).containsExactly(3, 6, 12, 24, 48, 96, 11);
    assertThat(sent).containsExactlyInAnyOrderElementsOf(all);
    assertThat(outpost.backlog.size().pending()).isZero();
  }

  @Test
  void startsOverWithProbesWhenTheAnswersStop() {
    raise(200);
    outpost.pass(SILENCE);
    outpost.sweeper.sweep();
    outpost.pass(A_ROUND);
    outpost.sent().forEach(outpost::receive);
    outpost.pass(A_ROUND);
    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(2 * PROBES);

    outpost.pass(A_ROUND);

    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(PROBES);
  }

  @Test
  void leavesAsItIsWhatTheBusCannotBeAskedAbout() {
    OutboxEntry entry = outpost.raise();
    outpost.pass(SILENCE);
    outpost.answer(asked -> Optional.of(Cause.UNAVAILABLE));

    for (int round = 0; round < 2 * MAX_REFUSALS; round++) {
      assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, 0, 0));
      assertThat(outpost.sent()).containsExactly(entry);
      outpost.pass(A_ROUND);
    }

    assertThat(stateOf(entry)).isEqualTo(State.PENDING);
  }

  @Test
  void givesUpOnWhatTheBusRefusesAgainAndAgain() {
    OutboxEntry refused = outpost.raise();
    outpost.answer(asked -> asked.equals(refused) ? Optional.of(Cause.REFUSED) : Optional.empty());
    for (int refusals = 1; refusals < MAX_REFUSALS; refusals++) {
      outpost.pass(Duration.ofHours(2));
      assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, 1, 0));
      assertThat(stateOf(refused)).isEqualTo(new State.Pending(refusals));
    }
    outpost.pass(Duration.ofHours(2));

    assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, 1, 1));

    assertThat(stateOf(refused))
        .isEqualTo(new State.Quarantined(outpost.instant(), "The bus refuses it: Told"));
    outpost.pass(Duration.ofHours(2));
    assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, 0, 0));
  }

  @Test
  void whatIsReleasedGoesOutAgain() {
    OutboxEntry entry = outpost.raise();
    outpost.quarantine.enter(entry.eventId(), "No use", outpost.instant());
    outpost.pass(Duration.ofHours(2));
    outpost.quarantine.release(entry.eventId(), outpost.instant());
    outpost.pass(SILENCE);

    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(1);
    assertThat(outpost.sent()).containsExactly(entry);
  }

  @Test
  void anotherInstancesFastClockMakesNothingOverdueBeforeItsTime() {
    OutboxEntry young = outpost.raise();
    outpost.receipts.seen(
        Arrivals.byTheFastPath(outpost.instant().plus(Duration.ofHours(1)), outpost.instant()));
    outpost.pass(OVERTAKEN.minusMillis(1));

    assertThat(outpost.sweeper.sweep().resent()).isZero();

    outpost.pass(Duration.ofMillis(1));
    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(1);
    assertThat(outpost.sent()).containsExactly(young);
  }

  private State stateOf(OutboxEntry entry) {
    return outpost.ledger.find(entry.eventId()).orElseThrow().state();
  }

  private List<OutboxEntry> raise(int count) {
    return Stream.generate(outpost::raise).limit(count).toList();
  }
}
