package io.fleetfix.application.repair;

import static io.fleetfix.application.SomeRepairs.CLOSED_AT;
import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.EffectStore;
import io.fleetfix.application.FindOnlyLedger;
import io.fleetfix.application.SomeRepairs;
import io.fleetfix.application.invoice.FindDocuments;
import io.fleetfix.application.outbox.RaisedByCreditNotes;
import io.fleetfix.application.outbox.RaisedByInvoices;
import io.fleetfix.application.outbox.RaisedByRepairs;
import io.fleetfix.domain.invoice.Bill;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Crediting.Credited;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.Invoice.Replaced;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairCancelled;
import io.fleetfix.domain.repair.RepairCompleted;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
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
      Delivery.pending(OutboxEntry.of(new InvoiceIssued(ID, "INVOICE#R-123", Version.FIRST, NOW)));
  private static final Delivery OF_ANOTHER_REPAIR =
      Delivery.pending(
          OutboxEntry.of(new RepairCompleted(new RepairId("R-9"), new Version(3), CLOSED_AT)));

  @Test
  void findsARepairByItsId() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.inProgress());

    assertThat(findRepairs.find(ID)).contains(SomeRepairs.inProgress());
    assertThat(findRepairs.find(new RepairId("R-9"))).isEmpty();
  }

  @Test
  void listsTheRequestedPage() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.completed());
    PageRequest request = new PageRequest(7, "here");

    assertThat(findRepairs.list(RepairStatus.COMPLETED, request))
        .isEqualTo(new Page<>(List.of(SomeRepairs.completed()), "after here up to 7"));
    assertThat(findRepairs.list(RepairStatus.OPEN, request).items()).isEmpty();
  }

  @Test
  void findsNoEventsOfAnOpenRepair() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.inProgress(), OF_ANOTHER_REPAIR);

    assertThat(findRepairs.events(ID)).contains(new Page<>(List.of(), null));
  }

  @Test
  void findsTheCompletionBeforeTheInvoiceIsIssued() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.completed(), COMPLETION, OF_ANOTHER_REPAIR);

    assertThat(findRepairs.events(ID)).contains(new Page<>(List.of(COMPLETION), null));
  }

  @Test
  void findsTheCompletionAndTheInvoiceInOrder() {
    FindRepairs findRepairs =
        findRepairs(SomeRepairs.completed(), INVOICE, OF_ANOTHER_REPAIR, COMPLETION);

    assertThat(findRepairs.events(ID)).contains(new Page<>(List.of(COMPLETION, INVOICE), null));
  }

  @Test
  void findsTheEventsOfLaterDocumentsInTheirOrder() {
    Repair repair = SomeRepairs.completed();
    EffectStore store = new EffectStore(repair);
    Invoice first =
        Invoice.issue(repair, new InvoiceNumber(new InvoiceSeries("INV"), 2025, 1), NOW).state();
    Credited credited =
        Crediting.inFull(first)
            .issue("Wrong", new InvoiceNumber(new InvoiceSeries("CN"), 2025, 1), NOW);
    Replaced replaced =
        credited
            .invoice()
            .state()
            .replace(
                Bill.of(repair, Optional.empty()),
                Optional.empty(),
                new InvoiceNumber(new InvoiceSeries("INV"), 2025, 2),
                NOW);
    store.put(replaced.old().state());
    store.put(credited.note().state());
    store.put(replaced.issued().state());
    List<Delivery> later =
        Stream.of(credited.note().state().issuedEvent(), replaced.issued().state().issuedEvent())
            .map(event -> Delivery.pending(OutboxEntry.of(event)))
            .toList();

    FindRepairs findRepairs =
        findRepairs(store, repair, later.get(1), INVOICE, later.get(0), COMPLETION);

    assertThat(findRepairs.events(ID))
        .contains(new Page<>(List.of(COMPLETION, INVOICE, later.get(0), later.get(1)), null));
    assertThat(findRepairs.raisersOf(ID))
        .containsExactly("REPAIR#R-123", "INVOICE#R-123", "CREDIT#R-123#1", "INVOICE#R-123#2");
  }

  @Test
  void namesAnInvoiceThatCannotBeReadBesideTheEventsOfItsRepair() {
    EffectStore store = new EffectStore(SomeRepairs.completed());
    Unreadable row = new Unreadable("INVOICE#R-123", "total is missing");
    store.damage(row);

    FindRepairs findRepairs = findRepairs(store, SomeRepairs.completed(), COMPLETION);

    assertThat(findRepairs.events(ID))
        .contains(new Page<>(List.of(COMPLETION), List.of(row), null));
  }

  @Test
  void findsTheCancellation() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.cancelled(), CANCELLATION);

    assertThat(findRepairs.events(ID)).contains(new Page<>(List.of(CANCELLATION), null));
  }

  @Test
  void leavesOutExpiredEvents() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.completed(), INVOICE);

    assertThat(findRepairs.events(ID)).contains(new Page<>(List.of(INVOICE), null));
  }

  @Test
  void distinguishesAnUnknownRepairFromOneWithoutEvents() {
    FindRepairs findRepairs = findRepairs(SomeRepairs.completed(), OF_ANOTHER_REPAIR);

    assertThat(findRepairs.events(new RepairId("R-9"))).isEmpty();
  }

  private static FindRepairs findRepairs(Repair repair, Delivery... deliveries) {
    EffectStore store = new EffectStore(repair);
    if (repair.state() instanceof Completed) {
      store.put(
          Invoice.issue(repair, new InvoiceNumber(new InvoiceSeries("INV"), 2025, 1), NOW).state());
    }
    return findRepairs(store, repair, deliveries);
  }

  private static FindRepairs findRepairs(EffectStore store, Repair repair, Delivery... deliveries) {
    AllRaisedEvents raised =
        new AllRaisedEvents(
            List.of(
                new RaisedByRepairs(store.repairs(), store.invoices(), store.notices()),
                new RaisedByInvoices(store.repairs(), store.invoices()),
                new RaisedByCreditNotes(store.invoices())),
            List.of(Repair.class, Invoice.class, CreditNote.class));
    return new FindRepairs(
        new RepairStore(repair),
        new FindDocuments(store.invoices()),
        raised,
        new FindOnlyLedger(
            eventId ->
                Stream.of(deliveries)
                    .filter(delivery -> delivery.entry().eventId().equals(eventId))
                    .findFirst()));
  }
}
