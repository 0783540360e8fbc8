package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.delivery.SweepOutbox.MAX_REFUSALS;
import static io.fleetfix.outbox.delivery.SweepOutbox.OVERTAKEN;
import static io.fleetfix.outbox.delivery.SweepOutbox.PROBES;
import static io.fleetfix.outbox.delivery.SweepOutbox.SILENCE;
import static io.fleetfix.outbox.delivery.SweepOutbox.SILENT_ROUNDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.delivery.SweepOutbox.Round;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.Receipts.Progress;
import io.fleetfix.outbox.port.Receipts.Receipt;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only events that the fast path missed are resent, and never all of them at once. */
class SweepOutboxTest {
  private static final Duration A_ROUND = Duration.ofSeconds(30);

  private static final Duration YEARS = Duration.ofDays(3_650);

  /** Rounds of half a minute, more than any resend needs. */
  private static final int MOST_ROUNDS = 2_000;

  private final Outpost outpost = new Outpost();

  @Test
  void waitsWhileTheFastPathMayStillDeliver() {
    OutboxEntry entry = outpost.raise();
    outpost.pass(SILENCE.minusMillis(1));

    assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, 0, 0));
    assertThat(outpost.sent()).isEmpty();

    outpost.pass(Duration.ofMillis(1));
    assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(1, 0, 0));
    assertThat(outpost.sent()).containsExactly(entry);
  }

  @Test
  void resendsAnEntryThatALaterEventHasOvertaken() {
    OutboxEntry overtaken = outpost.raise();
    outpost.pass(OVERTAKEN);
    OutboxEntry later = outpost.raise();
    assertThat(outpost.sweeper.sweep().resent()).isZero();

    outpost.receive(later);

    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(1);
    assertThat(outpost.sent()).containsExactly(overtaken);
  }

  @Test
  void doesNotCountReceiptsOfResendsAsFastPathProgress() {
    OutboxEntry first = outpost.raise();
    outpost.pass(SILENCE);
    outpost.sweeper.sweep();
    outpost.pass(Duration.ofSeconds(1));
    OutboxEntry second = outpost.raise();
    outpost.receive(first);
    outpost.pass(OVERTAKEN.plus(A_ROUND));
    outpost.sent();

    outpost.sweeper.sweep();

    assertThat(outpost.sent())
        .as("the second is recent, and no later event has overtaken it")
        .isEmpty();
    assertThat(outpost.read(second).isPending()).isTrue();
  }

  @Test
  void doesNotCountAReceiptDuringTheSendAsFastPathProgress() {
    outpost.raise();
    outpost.pass(SILENCE);
    outpost.answer(
        entry -> {
          outpost.receive(entry);
          return Optional.empty();
        });

    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(1);

    assertThat(outpost.receipts.latest()).isEqualTo(new Progress(0, null, outpost.instant()));
  }

  @Test
  void doesNotSendDeliveredEntries() {
    OutboxEntry entry = outpost.raise();
    outpost.receive(entry);
    outpost.pass(SILENCE.multipliedBy(2));

    assertThat(outpost.sweeper.sweep().resent()).isZero();
  }

  @Test
  void doesNotSendAnEntryClaimedInTheMeantime() {
    OutboxEntry entry = outpost.raise();
    OutboxEntry other = outpost.raise();
    outpost.pass(SILENCE);
    OutboxLedger racing =
        new PassingLedger(outpost.ledger) {
          @Override
          public Page<Delivery> due(Instant until, Instant implausible, int limit) {
            Page<Delivery> due = super.due(until, implausible, limit);
            claimResend(Delivery.pending(entry), outpost.instant(), outpost.instant());
            return due;
          }
        };

    assertThat(outpost.sweeper(racing).sweep()).isEqualTo(new Round(1, 0, 0));

    assertThat(outpost.sent()).containsExactly(other);
    assertThat(outpost.read(entry).resends()).isEqualTo(1);
  }

  @Test
  void doesNotSendWhatItCannotRecord() {
    outpost.raise();
    outpost.pass(SILENCE);
    StorageUnavailable down = new StorageUnavailable(new IllegalStateException("timeout"));
    OutboxLedger readOnly =
        new PassingLedger(outpost.ledger) {
          @Override
          public boolean claimResend(Delivery seen, Instant at, Instant dueAgain) {
            throw down;
          }
        };

    assertThatThrownBy(() -> outpost.sweeper(readOnly).sweep()).isSameAs(down);

    assertThat(outpost.sent()).isEmpty();
  }

  @Test
  void anUnreadableRowDoesNotBlockOthers() {
    OutboxEntry fine = outpost.raise();
    outpost.pass(SILENCE);
    OutboxLedger damaged =
        new PassingLedger(outpost.ledger) {
          @Override
          public Page<Delivery> due(Instant until, Instant implausible, int limit) {
            return new Page<>(
                super.due(until, implausible, limit).items(),
                List.of(new Unreadable("OUTBOX#?", "has no type")),
                null);
          }
        };

    assertThat(outpost.sweeper(damaged).sweep()).isEqualTo(new Round(1, 0, 0));

    assertThat(outpost.sent()).containsExactly(fine);
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToAnHour() {
    outpost.raise();
    outpost.pass(SILENCE);

    assertThat(minutesBetweenSends()).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void backsOffWhenTheBusIsUnavailableToo() {
    OutboxEntry entry = outpost.raise();
    outpost.pass(SILENCE);
    outpost.answer(asked -> Optional.of(Cause.UNAVAILABLE));

    assertThat(minutesBetweenSends()).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);

    assertThat(outpost.read(entry).state()).as("not refused").isEqualTo(State.PENDING);
    assertThat(outpost.read(entry).resends()).isEqualTo(9);
  }

  @Test
  void doesNotCountALostResponseAsARefusal() {
    OutboxEntry entry = outpost.raise();
    outpost.pass(SILENCE);
    outpost.answer(asked -> Optional.of(Cause.UNAVAILABLE));

    assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, 0, 0));
    outpost.receive(entry);

    assertThat(outpost.read(entry).state()).isEqualTo(new State.Delivered(outpost.instant()));
    assertThat(outpost.receipts.latest().fast()).isZero();
  }

  @Test
  void sendsOnlyProbesWhileTheBusIsUnavailable() {
    raise(200);
    outpost.pass(SILENCE);
    outpost.answer(asked -> Optional.of(Cause.UNAVAILABLE));
    for (int round = 0; round < 4; round++) {
      outpost.sweeper.sweep();
      outpost.pass(A_ROUND);
    }

    assertThat(outpost.sent()).hasSize(4 * PROBES).doesNotHaveDuplicates();
  }

  @Test
  void claimsFewMoreEntriesThanABusyBusAccepts() {
    raise(1_000);
    outpost.pass(SILENCE);
    for (int doubled = 0; doubled < 7; doubled++) { // from 3 to 192 per round
      outpost.sweeper.sweep();
      outpost.pass(A_ROUND);
      outpost.sent().forEach(outpost::receive);
    }
    int[] room = {20};
    outpost.answer(entry -> room[0]-- > 0 ? Optional.empty() : Optional.of(Cause.UNAVAILABLE));

    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(20);

    assertThat(outpost.sent()).as("of 384").hasSize(100);
  }

  @Test
  void sendsOnlyProbesWhileNoReceiptsArrive() {
    raise(200);
    outpost.pass(SILENCE);
    for (int round = 0; round < 5; round++) {
      assertThat(outpost.sweeper.sweep().resent()).isEqualTo(PROBES);
      outpost.pass(A_ROUND);
    }

    assertThat(outpost.sent())
        .as("different entries each time")
        .hasSize(5 * PROBES)
        .doesNotHaveDuplicates();
  }

  @Test
  void doublesTheRoundsWhileReceiptsArrive() {
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
    assertThat(outpost.ledger.size().pending()).isZero();
  }

  @Test
  void returnsToProbesWhenReceiptsStop() {
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
  void quarantinesAnEntryThatTheBusKeepsRefusing() {
    OutboxEntry refused = outpost.raise();
    outpost.answer(asked -> asked.equals(refused) ? Optional.of(Cause.REFUSED) : Optional.empty());
    for (int refusals = 1; refusals < MAX_REFUSALS; refusals++) {
      passWithAnEvent(Duration.ofHours(2));
      assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, 1, 0));
      assertThat(outpost.read(refused).state()).isEqualTo(new State.Pending(refusals));
    }
    passWithAnEvent(Duration.ofHours(2));

    assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, 1, 1));

    assertThat(outpost.read(refused).state())
        .isEqualTo(
            new State.Quarantined(
                outpost.instant(), QuarantineReason.ofText("Refused by the bus: Simulated")));
    outpost.pass(Duration.ofHours(2));
    assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, 0, 0));
  }

  @Test
  void resendsAReleasedEntry() {
    OutboxEntry entry = outpost.raise();
    outpost.ledger.quarantine(entry, QuarantineReason.ofText("No use"), outpost.instant());
    outpost.pass(Duration.ofHours(2));
    outpost.ledger.release(entry.eventId(), outpost.instant());
    outpost.pass(SILENCE);

    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(1);
    assertThat(outpost.sent()).containsExactly(entry);
  }

  @Test
  void doesNotCountRefusalsWhileTheBusRefusesEverything() {
    List<OutboxEntry> all = raise(2 * PROBES);
    outpost.answer(asked -> Optional.of(Cause.REFUSED));
    for (int round = 0; round < 4 * MAX_REFUSALS; round++) {
      outpost.pass(Duration.ofHours(2));
      assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(0, PROBES, 0));
    }

    assertThat(all).allSatisfy(entry -> assertThat(outpost.read(entry).refusals()).isZero());
  }

  @Test
  void countsTheRefusalsOfARoundInWhichTheBusTakesOthers() {
    List<OutboxEntry> all = raise(PROBES);
    outpost.pass(SILENCE);
    outpost.answer(
        asked -> asked.equals(all.getFirst()) ? Optional.of(Cause.REFUSED) : Optional.empty());

    assertThat(outpost.sweeper.sweep()).isEqualTo(new Round(PROBES - 1, 1, 0));

    assertThat(outpost.read(all.getFirst()).refusals()).isEqualTo(1);
  }

  @Test
  void anUndecidedEntryDoesNotEndARoundInWhichTheBusTakesOthers() {
    raise(1_000);
    outpost.pass(SILENCE);
    for (int doubled = 0; doubled < 7; doubled++) { // from 3 to 192 per round
      outpost.sweeper.sweep();
      outpost.pass(A_ROUND);
      outpost.sent().forEach(outpost::receive);
    }
    int[] undecided = {PROBES};
    outpost.answer(asked -> undecided[0]-- > 0 ? Optional.of(Cause.UNAVAILABLE) : Optional.empty());

    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(384 - PROBES);
  }

  @Test
  void theNextRoundFollowsAtOnceWhenEntriesComeBack() {
    raise(200);
    outpost.pass(SILENCE);
    List<Integer> rounds = new ArrayList<>(List.of(outpost.sweeper.sweep().resent()));
    assertThat(outpost.sweeper.sweepOnceAnswered()).as("nothing is back").isEmpty();
    while (outpost.ledger.size().pending() > 0 && rounds.size() < MOST_ROUNDS) {
      outpost.sent().forEach(outpost::receive);
      outpost.sweeper.sweepOnceAnswered().ifPresent(round -> rounds.add(round.resent()));
    }

    assertThat(rounds).containsExactly(3, 6, 12, 24, 48, 96, 11, 0);
    assertThat(outpost.sweeper.sweepOnceAnswered()).as("nothing was sent").isEmpty();
  }

  @Test
  void startsTheNextOutageWithProbesAgain() {
    raise(50);
    outpost.pass(SILENCE);
    sweepAll();
    raise(50);
    outpost.pass(SILENCE);

    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(PROBES);
  }

  /** The silence is counted, not read off a clock; also if each round runs in its own process. */
  @Test
  void aFastPathThatWorkedBeforeIsBrokenAfterSixSilentRounds() {
    OutboxEntry arrived = outpost.raise();
    outpost.receipts.recordReceipt(
        Receipt.byFastPath(arrived.occurredAt(), outpost.instant().plus(YEARS)));
    outpost.receive(arrived);
    sweepAnew();
    OutboxEntry lost = outpost.raise();
    int rounds = 0;
    while (outpost.sent().isEmpty() && rounds < MOST_ROUNDS) {
      outpost.pass(A_ROUND);
      sweepAnew();
      rounds++;
    }

    assertThat(rounds).isEqualTo(SILENT_ROUNDS);
    assertThat(outpost.read(lost).resends()).isEqualTo(1);
  }

  @Test
  void oneReceiptFromAWrongClockHidesNoLaterSilence() {
    outpost.receipts.recordReceipt(
        Receipt.byFastPath(outpost.instant().plus(YEARS), outpost.instant().plus(YEARS)));
    outpost.sweeper.sweep();
    List<OutboxEntry> lost = raise(5);
    for (int round = 0; round < SILENT_ROUNDS; round++) {
      outpost.pass(A_ROUND);
      outpost.sweeper.sweep();
    }

    assertThat(outpost.sent()).isSubsetOf(lost).hasSizeGreaterThanOrEqualTo(PROBES);
  }

  @Test
  void sendsAnEntryThatAFastClockHasDated() {
    outpost.pass(YEARS);
    OutboxEntry ahead = outpost.raise();
    outpost.pass(YEARS.negated());

    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(1);

    assertThat(outpost.sent()).containsExactly(ahead);
  }

  /** The fast path seems to be years behind, but works: the events are dated by a slow clock. */
  @Test
  void sendsAnEntryThatTheFastPathSeemsNotToHaveReached() {
    OutboxEntry lost = outpost.raise();
    for (int round = 0; round < 200; round++) {
      outpost.pass(A_ROUND);
      outpost.receipts.recordReceipt(
          Receipt.byFastPath(outpost.instant().minus(YEARS), outpost.instant()));
      outpost.sweeper.sweep();
    }

    assertThat(outpost.sent()).containsOnly(lost);
  }

  @Test
  void aFastClockOnAnotherInstanceMakesNothingOverdueTooEarly() {
    OutboxEntry young = outpost.raise();
    outpost.receipts.recordReceipt(
        Receipt.byFastPath(outpost.instant().plus(Duration.ofHours(1)), outpost.instant()));
    outpost.pass(OVERTAKEN.minusMillis(1));

    assertThat(outpost.sweeper.sweep().resent()).isZero();

    outpost.pass(Duration.ofMillis(1));
    assertThat(outpost.sweeper.sweep().resent()).isEqualTo(1);
    assertThat(outpost.sent()).containsExactly(young);
  }

  private void passWithAnEvent(Duration time) {
    outpost.pass(time);
    outpost.receive(outpost.raise());
  }

  /** As a process that runs one round only. */
  private void sweepAnew() {
    outpost.sweeper(outpost.ledger).sweep();
  }

  private void sweepAll() {
    outpost.sweeper.sweep();
    for (int round = 0; outpost.ledger.size().pending() > 0 && round < MOST_ROUNDS; round++) {
      outpost.sent().forEach(outpost::receive);
      outpost.pass(Duration.ofSeconds(1));
      outpost.sweeper.sweepOnceAnswered();
    }
  }

  /** The minutes between sends, eight times. */
  private List<Long> minutesBetweenSends() {
    List<Long> waits = new ArrayList<>();
    outpost.sweeper.sweep();
    assertThat(outpost.sent()).hasSize(1);
    Instant last = outpost.instant();
    for (int round = 0; round < MOST_ROUNDS && waits.size() < 8; round++) {
      outpost.pass(A_ROUND);
      outpost.sweeper.sweep();
      if (!outpost.sent().isEmpty()) {
        waits.add(Duration.between(last, outpost.instant()).toMinutes());
        last = outpost.instant();
      }
    }
    return waits;
  }

  private List<OutboxEntry> raise(int count) {
    return Stream.generate(outpost::raise).limit(count).toList();
  }
}
