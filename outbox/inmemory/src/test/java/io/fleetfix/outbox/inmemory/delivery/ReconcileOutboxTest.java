package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.delivery.ReconcileOutbox.GRACE;
import static io.fleetfix.outbox.inmemory.delivery.Outpost.eventOf;
import static io.fleetfix.outbox.inmemory.delivery.ShippedParcels.LABEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.Finding.Action;
import io.fleetfix.outbox.delivery.Finding.Kind;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.ReconcileOutbox.Report;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Raised.Presence;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Mismatches are found, and corrected if that needs no operator. */
class ReconcileOutboxTest {
  private static final Kind NO_LABEL = new Kind("NO_LABEL");

  /** Rounds of ten minutes, more than any resend needs. */
  private static final int MOST_ROUNDS = 500;

  private final Outpost outpost = new Outpost();

  @Test
  void findsNothingWhenEverythingExists() {
    OutboxEntry event = outpost.raise();
    outpost.label(event);
    outpost.receive(event);
    outpost.pass(GRACE);

    assertThat(reconcile(true)).isEqualTo(report(List.of()));
    assertThat(outpost.sent()).isEmpty();
  }

  @Test
  void leavesPendingEventsToTheSweeper() {
    outpost.raise();
    outpost.pass(Duration.ofHours(3));

    assertThat(reconcile(true).findings()).isEmpty();
    assertThat(outpost.sent()).isEmpty();
  }

  @Test
  void resendsADeliveredEventWithoutEffects() {
    outpost.parcels.overridden.put("scan", Presence.MISSING);
    OutboxEntry event = outpost.raise();
    outpost.receive(event);
    outpost.pass(GRACE.minusMillis(1));
    assertThat(reconcile(false).findings()).as("within the grace period").isEmpty();
    outpost.pass(Duration.ofMillis(1));

    assertThat(reconcile(false).findings())
        .containsExactly(
            finding(event, NO_LABEL, Action.SENT_AGAIN),
            finding(event, new Kind("NO_SCAN"), Action.SENT_AGAIN));

    assertThat(outpost.sent()).containsExactly(event);
  }

  @Test
  void findsTheMissingOneOfTwoEffects() {
    outpost.parcels.overridden.put("scan", Presence.PRESENT);
    OutboxEntry event = settled();

    assertThat(reconcile(false).findings())
        .containsExactly(finding(event, NO_LABEL, Action.SENT_AGAIN));
  }

  @Test
  void reportsAnEffectThatCouldNotBeChecked() {
    outpost.parcels.overridden.put(LABEL, Presence.UNKNOWN);
    OutboxEntry event = settled();

    assertThat(reconcile(true).findings())
        .containsExactly(finding(event, Kind.UNREADABLE, Action.REPORTED));

    assertThat(outpost.sent()).as("not treated as missing").isEmpty();
  }

  @Test
  void resendsForAMissingEffectEvenIfAnotherIsUnknown() {
    outpost.parcels.overridden.put("scan", Presence.UNKNOWN);
    OutboxEntry event = settled();

    assertThat(reconcile(false).findings())
        .containsExactlyInAnyOrder(
            finding(event, Kind.UNREADABLE, Action.REPORTED),
            finding(event, NO_LABEL, Action.SENT_AGAIN));
  }

  @Test
  void backsOffBetweenResends() {
    settled();

    assertThat(minutesBetweenSends()).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 720L);
  }

  /**
   * An event may have arrived even if the bus gave no answer, so it waits as long as an accepted
   * one.
   */
  @Test
  void backsOffWhenTheBusIsUnavailableToo() {
    settled();
    outpost.answer(entry -> Optional.of(Cause.UNAVAILABLE));
    assertThat(reconcile(false).findings())
        .extracting(Finding::action)
        .containsExactly(Action.NOT_ACCEPTED);
    assertThat(reconcile(false).findings())
        .extracting(Finding::action)
        .containsExactly(Action.WAITING);
    outpost.sent();
    outpost.answer(entry -> Optional.empty());

    outpost.pass(GRACE);

    assertThat(reconcile(false).findings())
        .extracting(Finding::action)
        .containsExactly(Action.SENT_AGAIN);
    assertThat(outpost.sent()).hasSize(1);
  }

  @Test
  void reportsThatTheBusRefusedTheEvent() {
    settled();
    outpost.answer(entry -> Optional.of(Cause.REFUSED));

    assertThat(reconcile(false).findings())
        .extracting(Finding::action)
        .containsExactly(Action.NOT_ACCEPTED);
  }

  @Test
  void doesNotResendForAnEffectThatWaitsOrWasRefused() {
    outpost.parcels.overridden.put(LABEL, Presence.WAITING);
    outpost.parcels.overridden.put("scan", Presence.REFUSED);
    OutboxEntry event = settled();

    assertThat(reconcile(false).findings())
        .containsExactly(
            finding(event, NO_LABEL, Action.REPORTED),
            finding(event, new Kind("SCAN_REFUSED"), Action.REPORTED));

    assertThat(outpost.sent()).isEmpty();
  }

  /** A call to a silent bus takes seconds. */
  @Test
  void waitsOnceForASilentBusAndReportsTheRestOfThePage() {
    List<OutboxEntry> events = new ArrayList<>();
    for (int i = 0; i < 35; i++) {
      events.add(outpost.raise());
    }
    events.forEach(outpost::receive);
    outpost.pass(GRACE);
    outpost.silence();

    Report report =
        outpost.reconciler.reconcile(
            Window.last(Duration.ofDays(2), outpost.instant()), new PageRequest(200, null), false);

    assertThat(report.busSilent()).isTrue();
    assertThat(report.findings()).hasSize(35);
    assertThat(report.findings()).extracting(Finding::action).containsOnly(Action.NOT_ACCEPTED);
    assertThat(outpost.sent()).as("one batch").hasSize(10);
    assertThat(events).as("only these are marked").filteredOn(this::isMarked).hasSize(10);
  }

  private boolean isMarked(OutboxEntry event) {
    return outpost.read(event).resends() > 0;
  }

  @Test
  void doesNotSendAnEntryClaimedInTheMeantime() {
    OutboxEntry event = settled();
    OutboxLedger racing =
        new PassingLedger(outpost.ledger) {
          @Override
          public Optional<Delivery> find(EventId eventId) {
            Optional<Delivery> seen = super.find(eventId);
            claimResend(seen.orElseThrow(), outpost.instant(), outpost.instant());
            return seen;
          }
        };

    assertThat(reconcile(racing, false).findings())
        .containsExactly(finding(event, NO_LABEL, Action.WAITING));

    assertThat(outpost.sent()).isEmpty();
  }

  @Test
  void reportsALostEntryAndRestoresItOnRequest() {
    OutboxEntry lost = eventOf(outpost.shipAndLose());

    assertThat(reconcile(false).findings())
        .containsExactly(finding(lost, Kind.NO_ENTRY, Action.REPORTED));
    assertThat(outpost.ledger.find(lost.eventId())).isEmpty();

    assertThat(reconcile(true).findings())
        .containsExactly(finding(lost, Kind.NO_ENTRY, Action.WRITTEN_AGAIN));
    assertThat(outpost.ledger.find(lost.eventId())).contains(Delivery.pending(lost));
    assertThat(reconcile(true).findings()).isEmpty();
    assertThat(outpost.sent()).as("left to the relay or the sweeper").isEmpty();
  }

  @Test
  void doesNotDuplicateAnEntryThatWasOverlooked() {
    OutboxEntry event = outpost.raise();
    OutboxLedger forgetful =
        new PassingLedger(outpost.ledger) {
          @Override
          public Optional<Delivery> find(EventId eventId) {
            return Optional.empty();
          }
        };

    // The row exists, so the condition on the write prevents a duplicate.
    assertThat(reconcile(forgetful, true).findings())
        .containsExactly(finding(event, Kind.NO_ENTRY, Action.REPORTED));
    assertThat(outpost.ledger.find(event.eventId())).contains(Delivery.pending(event));
  }

  @Test
  void anEventThatCannotBeCheckedDoesNotBlockOthers() {
    OutboxEntry broken = outpost.raise();
    OutboxEntry fine = settled();
    OutboxLedger unreadable = failingOn(broken, new IllegalStateException("Unreadable row"));

    assertThat(reconcile(unreadable, false).findings())
        .extracting(Finding::entry, Finding::kind)
        .containsExactlyInAnyOrder(tuple(broken, Kind.UNREADABLE), tuple(fine, NO_LABEL));
  }

  @Test
  void stopsWhenTheTableIsUnavailable() {
    OutboxEntry event = outpost.raise();
    StorageUnavailable down = new StorageUnavailable(new IllegalStateException("timeout"));

    assertThatThrownBy(() -> reconcile(failingOn(event, down), false)).isSameAs(down);
  }

  @Test
  void reportsUnreadableRows() {
    Unreadable row = new Unreadable("PARCEL#?", "has no version");
    outpost.parcels.unreadable.add(row);

    assertThat(reconcile(false))
        .isEqualTo(
            report(List.of(new Finding("PARCEL#?", null, Kind.UNREADABLE, Action.REPORTED, row))));
  }

  @Test
  void checksExactlyTheParcelsInTheWindow() {
    outpost.ship();
    outpost.pass(Duration.ofMinutes(1));
    Window window = new Window(outpost.instant(), outpost.instant().plus(Duration.ofMinutes(7)));
    List<Parcel> inside = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      inside.add(outpost.ship());
      outpost.pass(Duration.ofMinutes(1));
    }
    outpost.ship();

    int checked = 0;
    @Nullable String cursor = null;
    do {
      Report page = outpost.reconciler.reconcile(window, new PageRequest(3, cursor), false);
      assertThat(page.checked()).isLessThanOrEqualTo(3);
      checked += page.checked();
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(checked).isEqualTo(inside.size());
  }

  @Test
  void refusesAForeignCursor() {
    Window window = Window.last(Duration.ofHours(1), outpost.instant());

    for (String cursor : List.of("none", "99.", "0.none", "SHIPPED.x")) {
      assertThatExceptionOfType(InvalidValue.class)
          .as(cursor)
          .isThrownBy(
              () -> outpost.reconciler.reconcile(window, new PageRequest(3, cursor), false));
    }
  }

  /** A shipment whose event was delivered before the grace period. */
  private OutboxEntry settled() {
    OutboxEntry event = outpost.raise();
    outpost.receive(event);
    outpost.pass(GRACE);
    return event;
  }

  private List<Long> minutesBetweenSends() {
    List<Long> waits = new ArrayList<>();
    Duration since = Duration.ZERO;
    reconcile(false);
    assertThat(outpost.sent()).hasSize(1);
    for (int round = 0; round < MOST_ROUNDS && waits.size() < 8; round++) {
      outpost.pass(GRACE);
      since = since.plus(GRACE);
      reconcile(false);
      if (!outpost.sent().isEmpty()) {
        waits.add(since.toMinutes());
        since = Duration.ZERO;
      }
    }
    return waits;
  }

  private OutboxLedger failingOn(OutboxEntry entry, RuntimeException failure) {
    return new PassingLedger(outpost.ledger) {
      @Override
      public Optional<Delivery> find(EventId eventId) {
        if (eventId.equals(entry.eventId())) {
          throw failure;
        }
        return super.find(eventId);
      }
    };
  }

  private static Report report(List<Finding> findings) {
    return new Report(1, findings, Set.of(), false, null);
  }

  private static Finding finding(OutboxEntry entry, Kind kind, Action action) {
    return new Finding(entry.aggregateId(), entry, kind, action);
  }

  private Report reconcile(boolean restore) {
    return reconcile(outpost.ledger, restore);
  }

  /** All pages merged into one. */
  private Report reconcile(OutboxLedger ledger, boolean restore) {
    ReconcileOutbox reconciler = outpost.reconciler(ledger);
    Window window = Window.last(Duration.ofDays(2), outpost.instant().plusMillis(1));
    int checked = 0;
    List<Finding> findings = new ArrayList<>();
    Set<String> unsettled = new HashSet<>();
    @Nullable String cursor = null;
    do {
      Report page =
          reconciler.reconcile(window, new PageRequest(PageRequest.MAX_LIMIT, cursor), restore);
      checked += page.checked();
      findings.addAll(page.findings());
      unsettled.addAll(page.unsettled());
      cursor = page.nextCursor();
    } while (cursor != null);
    return new Report(checked, findings, unsettled, false, null);
  }
}
