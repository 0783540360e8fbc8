package io.fleetfix.adapter.inmemory;

import static io.fleetfix.adapter.inmemory.Outpost.eventOf;
import static io.fleetfix.application.outbox.ReconcileOutbox.GRACE;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetfix.application.outbox.Finding;
import io.fleetfix.application.outbox.Finding.Action;
import io.fleetfix.application.outbox.Finding.Kind;
import io.fleetfix.application.outbox.ReconcileOutbox;
import io.fleetfix.application.outbox.ReconcileOutbox.Report;
import io.fleetfix.application.outbox.Window;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.EventBus.NotAccepted.Cause;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.Repair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What does not add up is found, and what can be mended without a hand is. */
class ReconcileOutboxTest {
  private final Outpost outpost = new Outpost();

  @Test
  void findsNothingWhereEverythingIsThere() {
    Repair repair = outpost.complete();
    outpost.react(repair);
    outpost.receive(eventOf(repair));
    outpost.pass(GRACE);

    assertThat(reconcile(true)).isEqualTo(new Report(1, List.of(), null));
    assertThat(outpost.sent()).isEmpty();
  }

  @Test
  void leavesWhatIsPendingToTheSweeper() {
    outpost.complete();
    outpost.pass(Duration.ofHours(3));

    assertThat(reconcile(true).findings()).isEmpty();
    assertThat(outpost.sent()).isEmpty();
  }

  @Test
  void sendsAgainWhatCameOutOfTheBusAndLeftNoEffect() {
    Repair repair = outpost.complete();
    outpost.receive(eventOf(repair));
    outpost.pass(GRACE.minusMillis(1));
    assertThat(reconcile(false).findings()).as("it may still come").isEmpty();
    outpost.pass(Duration.ofMillis(1));

    assertThat(reconcile(false).findings())
        .containsExactly(
            new Finding(eventOf(repair), Kind.NO_INVOICE, Action.SENT_AGAIN),
            new Finding(eventOf(repair), Kind.NO_NOTICE, Action.SENT_AGAIN));

    assertThat(outpost.sent()).containsExactly(eventOf(repair));
  }

  @Test
  void findsOneMissingEffectBesideOneThatIsThere() {
    Repair repair = outpost.complete();
    outpost.invoice(repair);
    outpost.receive(eventOf(repair));
    outpost.pass(GRACE);

    assertThat(reconcile(false).findings())
        .containsExactly(new Finding(eventOf(repair), Kind.NO_NOTICE, Action.SENT_AGAIN));
  }

  @Test
  void expectsNoInvoiceOfACancelledRepair() {
    Change<Repair> opened = opened();
    outpost.unitOfWork.commit(opened);
    Repair cancelled = accepted(opened.state().cancel("Sold as it is", outpost.instant())).state();
    outpost.unitOfWork.commit(accepted(opened.state().cancel("Sold as it is", outpost.instant())));
    outpost.receive(eventOf(cancelled));
    outpost.pass(GRACE);

    assertThat(reconcile(false).findings())
        .containsExactly(new Finding(eventOf(cancelled), Kind.NO_NOTICE, Action.SENT_AGAIN));
  }

  @Test
  void doesNotPileUpWhatAQueueHoldsAlready() {
    Repair repair = outpost.complete();
    outpost.receive(eventOf(repair));
    outpost.pass(GRACE);
    List<Duration> waits = new ArrayList<>();
    Duration since = Duration.ZERO;
    reconcile(false);
    while (waits.size() < 8) {
      outpost.pass(GRACE);
      since = since.plus(GRACE);
      if (reconcile(false).findings().getFirst().action() == Action.SENT_AGAIN) {
        waits.add(since);
        since = Duration.ZERO;
      }
    }

    assertThat(waits)
        .extracting(Duration::toMinutes)
        .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 720L);
  }

  @Test
  void triesAgainWhatTheBusDidNotTake() {
    Repair repair = outpost.complete();
    outpost.receive(eventOf(repair));
    outpost.pass(GRACE);
    outpost.answer(entry -> Optional.of(Cause.UNAVAILABLE));
    assertThat(reconcile(false).findings())
        .extracting(Finding::action)
        .containsOnly(Action.NOT_ACCEPTED);
    outpost.answer(entry -> Optional.empty());

    assertThat(reconcile(false).findings())
        .extracting(Finding::action)
        .containsOnly(Action.SENT_AGAIN);
  }

  @Test
  void reportsALostEntryAndWritesItAgainOnRequest() {
    Repair repair = outpost.complete();
    ForgetfulLedger forgetful = new ForgetfulLedger(outpost.ledger, eventOf(repair));

    assertThat(reconcile(forgetful, false).findings())
        .containsExactly(new Finding(eventOf(repair), Kind.NO_ENTRY, Action.REPORTED));
    // The row is there all the same, so the conditions of the write keep it from being doubled.
    assertThat(reconcile(forgetful, true).findings())
        .containsExactly(new Finding(eventOf(repair), Kind.NO_ENTRY, Action.REPORTED));
    assertThat(outpost.ledger.find(eventOf(repair).eventId()))
        .contains(Delivery.pending(eventOf(repair)));
  }

  @Test
  void aRepairThatCannotBeCheckedHoldsUpNoOther() {
    Repair broken = outpost.complete();
    Repair fine = outpost.complete();
    outpost.receive(eventOf(fine));
    outpost.pass(GRACE);
    DeliveryLedger unreadable =
        new ForgetfulLedger(outpost.ledger, eventOf(broken)) {
          @Override
          public Optional<Delivery> find(EventId eventId) {
            if (eventId.equals(eventOf(broken).eventId())) {
              throw new IllegalStateException("A row that nobody can read");
            }
            return outpost.ledger.find(eventId);
          }
        };

    assertThat(reconcile(unreadable, false).findings())
        .extracting(Finding::entry, Finding::kind)
        .contains(tuple(eventOf(broken), Kind.UNREADABLE), tuple(eventOf(fine), Kind.NO_INVOICE));
  }

  @Test
  void looksAtEveryRepairOfTheWindowAndAtNoOther() {
    outpost.complete();
    outpost.pass(Duration.ofMinutes(1));
    Window window = new Window(outpost.instant(), outpost.instant().plus(Duration.ofMinutes(7)));
    List<Repair> inside = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      inside.add(outpost.complete());
      outpost.pass(Duration.ofMinutes(1));
    }
    outpost.complete();

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
  void refusesACursorOfAnother() {
    Window window = Window.last(Duration.ofHours(1), outpost.instant());

    for (String cursor : List.of("none", "OPEN.x", "COMPLETED.x")) {
      assertThatThrownBy(
              () -> outpost.reconciler.reconcile(window, new PageRequest(3, cursor), false))
          .isInstanceOf(InvalidValue.class);
    }
  }

  @Test
  void refusesAWindowInWhichEntriesMayHaveExpired() {
    assertThatThrownBy(
            () ->
                Window.of(
                    outpost.instant().minus(DeliveryLedger.RETENTION).minusMillis(1),
                    outpost.instant(),
                    outpost.instant()))
        .isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new Window(outpost.instant(), outpost.instant()))
        .isInstanceOf(InvalidValue.class);
  }

  private Report reconcile(boolean repair) {
    return reconcile(outpost.ledger, repair);
  }

  /** All pages as one. */
  private Report reconcile(DeliveryLedger ledger, boolean repair) {
    ReconcileOutbox reconciler =
        new ReconcileOutbox(
            outpost.repairs,
            outpost.invoices,
            outpost.notices,
            ledger,
            outpost.unitOfWork,
            outpost,
            outpost);
    Window window = Window.last(Duration.ofDays(2), outpost.instant().plusMillis(1));
    int checked = 0;
    List<Finding> findings = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Report page =
          reconciler.reconcile(window, new PageRequest(PageRequest.MAX_LIMIT, cursor), repair);
      checked += page.checked();
      findings.addAll(page.findings());
      cursor = page.nextCursor();
    } while (cursor != null);
    return new Report(checked, findings, null);
  }

  /** As after a row was deleted by hand, as far as one can see from outside. */
  private static class ForgetfulLedger implements DeliveryLedger {
    private final DeliveryLedger ledger;
    private final OutboxEntry forgotten;

    ForgetfulLedger(DeliveryLedger ledger, OutboxEntry forgotten) {
      this.ledger = ledger;
      this.forgotten = forgotten;
    }

    @Override
    public Confirmation confirm(EventId eventId, Instant at) {
      return ledger.confirm(eventId, at);
    }

    @Override
    public Optional<Delivery> find(EventId eventId) {
      return ledger.find(eventId).filter(delivery -> !delivery.entry().equals(forgotten));
    }

    @Override
    public void note(EventId eventId, Attempt attempt) {
      ledger.note(eventId, attempt);
    }
  }
}
