package io.fleetfix.adapter.inmemory;

import static io.fleetfix.adapter.inmemory.Outpost.eventOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.outbox.RedeliverEvents.Order;
import io.fleetfix.application.outbox.RedeliverEvents.Redelivered;
import io.fleetfix.application.outbox.RedeliverEvents.Redelivered.Result;
import io.fleetfix.application.outbox.Window;
import io.fleetfix.application.port.DeliveryLedger.Confirmation;
import io.fleetfix.application.port.EventBus.NotAccepted.Cause;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Redeliveries.Redelivery;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What somebody wants sent again is sent as it is, and remembered. */
class RedeliverEventsTest {
  private static final Order ORDER = new Order("ada", false);

  private final Outpost outpost = new Outpost();

  @Test
  void sendsADeliveredEventAgainAndRecordsWhoWantedIt() {
    OutboxEntry event = outpost.raise();
    outpost.receive(event);
    outpost.pass(Duration.ofMinutes(5));

    assertThat(outpost.redeliverer.event(event.eventId(), ORDER))
        .isEqualTo(new Redelivered(event.eventId(), Result.SENT));

    assertThat(outpost.sent()).containsExactly(event);
    assertThat(outpost.redeliveries.of(event.eventId()))
        .containsExactly(new Redelivery(event.eventId(), outpost.instant(), "ada"));
    assertThat(outpost.ledger.find(event.eventId()).orElseThrow().resends()).isEqualTo(1);
    assertThat(outpost.ledger.confirm(event.eventId(), outpost.instant()))
        .isEqualTo(Confirmation.REPEATED);
  }

  @Test
  void saysOfAnUnknownOrExpiredEventThatItIs() {
    EventId unknown = EventId.derive("REPAIR#R-1", Version.FIRST, "RepairCompleted");

    assertThat(outpost.redeliverer.event(unknown, ORDER).result())
        .isEqualTo(Result.UNKNOWN_OR_EXPIRED);
    assertThat(outpost.redeliverer.repair(new RepairId("R-1"), ORDER)).isEmpty();

    assertThat(outpost.redeliveries.of(unknown)).isEmpty();
  }

  @Test
  void sendsNothingInADryRun() {
    OutboxEntry event = outpost.raise();

    assertThat(outpost.redeliverer.event(event.eventId(), new Order("ada", true)).result())
        .isEqualTo(Result.WOULD_BE_SENT);

    assertThat(outpost.sent()).isEmpty();
    assertThat(outpost.redeliveries.of(event.eventId())).isEmpty();
  }

  @Test
  void saysWhatTheBusSaid() {
    OutboxEntry event = outpost.raise();
    for (Cause cause : Cause.values()) {
      outpost.answer(entry -> Optional.of(cause));

      assertThat(outpost.redeliverer.event(event.eventId(), ORDER).result().name())
          .isEqualTo(cause.name());
    }
    assertThat(outpost.ledger.find(event.eventId()).orElseThrow().resends()).isZero();
  }

  @Test
  void sendsTheEventsOfARepairAndItsInvoice() {
    Repair repair = outpost.complete();
    outpost.invoice(repair);

    assertThat(outpost.redeliverer.repair(repair.id(), ORDER).orElseThrow())
        .extracting(Redelivered::result)
        .containsExactly(Result.SENT, Result.SENT);
    assertThat(outpost.sent())
        .extracting(OutboxEntry::eventType)
        .containsExactly("RepairCompleted", "InvoiceIssued");
  }

  @Test
  void sendsWhatEndedInAWindowPageByPage() {
    outpost.complete();
    outpost.pass(Duration.ofMinutes(1));
    Window window = new Window(outpost.instant(), outpost.instant().plus(Duration.ofMinutes(5)));
    List<OutboxEntry> inside = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      inside.add(eventOf(outpost.complete()));
      outpost.pass(Duration.ofMinutes(1));
    }
    outpost.complete();

    @Nullable String cursor = null;
    do {
      Page<Redelivered> page =
          outpost.redeliverer.window(window, new PageRequest(2, cursor), ORDER);
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(outpost.sent()).containsExactlyInAnyOrderElementsOf(inside);
  }

  @Test
  void leavesWhatIsPendingToItsReceiptForAWhile() {
    OutboxEntry event = outpost.raise();
    outpost.pass(Duration.ofMinutes(20));
    outpost.redeliverer.event(event.eventId(), ORDER);
    outpost.sent();

    outpost.sweeper.sweep();

    assertThat(outpost.sent()).isEmpty();
  }
}
