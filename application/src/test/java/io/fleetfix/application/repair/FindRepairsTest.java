package io.fleetfix.application.repair;

import static io.fleetfix.application.repair.SomeRepairs.CLOSED_AT;
import static io.fleetfix.application.repair.SomeRepairs.ID;
import static io.fleetfix.application.repair.SomeRepairs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.InvoiceIssued;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairCancelled;
import io.fleetfix.domain.RepairCompleted;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairStatus;
import io.fleetfix.domain.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindRepairsTest {
  private static final Delivery COMPLETION =
      Delivery.delivered(OutboxEntry.of(new RepairCompleted(ID, new Version(3), CLOSED_AT)), NOW);
  private static final Delivery CANCELLATION =
      Delivery.pending(OutboxEntry.of(new RepairCancelled(ID, new Version(3), CLOSED_AT)));
  private static final Delivery INVOICE =
      Delivery.pending(OutboxEntry.of(new InvoiceIssued(ID, Version.FIRST, NOW)));
  private static final Delivery SOMEBODY_ELSES =
      Delivery.pending(
          OutboxEntry.of(new RepairCompleted(new RepairId("R-9"), new Version(3), CLOSED_AT)));

  @Test
  void findsARepairByItsId() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.inProgress());

    assertThat(findRepairs.find(ID)).contains(SomeRepairs.inProgress());
    assertThat(findRepairs.find(new RepairId("R-9"))).isEmpty();
  }

  @Test
  void listsThePageThatWasAskedFor() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.completed());
    PageRequest request = new PageRequest(7, "here");

    assertThat(findRepairs.list(RepairStatus.COMPLETED, request))
        .isEqualTo(new Page<>(List.of(SomeRepairs.completed()), "after here up to 7"));
    assertThat(findRepairs.list(RepairStatus.OPEN, request).items()).isEmpty();
  }

  @Test
  void findsNoEventOfAnOpenRepair() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.inProgress(), SOMEBODY_ELSES);

    assertThat(findRepairs.events(ID)).contains(List.of());
  }

  @Test
  void findsTheCompletionBeforeTheInvoiceIsIssued() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.completed(), COMPLETION, SOMEBODY_ELSES);

    assertThat(findRepairs.events(ID)).contains(List.of(COMPLETION));
  }

  @Test
  void findsTheCompletionAndThenTheInvoice() {
    FindRepairs findRepairs =
        findRepairs(SomeRepairs.completed(), INVOICE, SOMEBODY_ELSES, COMPLETION);

    assertThat(findRepairs.events(ID)).contains(List.of(COMPLETION, INVOICE));
  }

  @Test
  void findsTheCancellation() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.cancelled(), CANCELLATION);

    assertThat(findRepairs.events(ID)).contains(List.of(CANCELLATION));
  }

  @Test
  void leavesOutWhatTheStoreHasDropped() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.completed(), INVOICE);

    assertThat(findRepairs.events(ID)).contains(List.of(INVOICE));
  }

  @Test
  void tellsAnUnknownRepairFromOneWithoutEvents() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.completed(), SOMEBODY_ELSES);

    assertThat(findRepairs.events(new RepairId("R-9"))).isEmpty();
  }

  private static FindRepairs findRepairs(Repair repair, Delivery... deliveries) {
    return new FindRepairs(new RepairStore(repair), new ReadOnlyLedger(List.of(deliveries)));
  }

  private record ReadOnlyLedger(List<Delivery> deliveries) implements DeliveryLedger {
    @Override
    public Confirmation confirm(EventId eventId, Instant deliveredAt) {
      throw new AssertionError("Looking up confirms nothing");
    }

    @Override
    public Optional<Delivery> find(EventId eventId) {
      return byId(eventId).findFirst();
    }

    private Stream<Delivery> byId(EventId eventId) {
      return deliveries.stream().filter(delivery -> delivery.entry().eventId().equals(eventId));
    }

    @Override
    public void note(EventId eventId, Attempt attempt) {
      throw new AssertionError("Looking up sends nothing");
    }
  }
}
