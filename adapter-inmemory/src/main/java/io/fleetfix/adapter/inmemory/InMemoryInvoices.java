package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.MailStatus;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryKind.Room;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import java.util.List;
import java.util.Optional;

/** The current invoices and their numbers. */
public record InMemoryInvoices(InMemoryStore store) implements Invoices {
  public static final List<InMemoryKind<?>> KINDS =
      List.of(
          InMemoryKind.unlisted(Invoice.class, InMemoryInvoices::room),
          InMemoryKind.counter(InvoiceNumbers.class));

  /** Its bytes count with its repair. */
  private static Room room(Invoice invoice) {
    String group = invoice.repairId().value();
    return invoice.mailing() instanceof MailStatus.Sent
        ? Room.removableWith(group, 0)
        : Room.kept(group, 0);
  }

  @Override
  public Optional<Invoice> find(RepairId repairId) {
    return store.find(Invoice.aggregateId(repairId), Invoice.class);
  }

  @Override
  public InvoiceNumbers numbers(InvoiceSeries series, int year) {
    return store
        .find(InvoiceNumbers.aggregateId(series, year), InvoiceNumbers.class)
        .orElseGet(() -> InvoiceNumbers.none(series, year));
  }
}
