package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryKind.Place;
import io.fleetfix.outbox.inmemory.InMemoryKind.Room;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.List;
import java.util.Optional;

/** The current invoices and their numbers. */
public record InMemoryInvoices(InMemoryStore store) implements Invoices {
  public static final List<InMemoryKind<?>> KINDS =
      List.of(
          new InMemoryKind<>(Invoice.class, InMemoryInvoices::place, InMemoryInvoices::room),
          InMemoryKind.counter(InvoiceNumbers.class));

  private static Optional<Place> place(Invoice invoice) {
    return MailList.of(invoice.mailing().status())
        .map(
            list ->
                new Place(
                    name(list), new ListPosition(invoice.mailDueAt(), invoice.repairId().value())));
  }

  private static String name(MailList list) {
    return "mails " + list;
  }

  /** Its bytes count with its repair. */
  private static Room room(Invoice invoice) {
    String group = invoice.repairId().value();
    return switch (invoice.mailing().status()) {
      case MailStatus.Sent sent -> Room.removableWith(group, 0);
      case MailStatus.ToBePrinted printed -> Room.removableWith(group, 0);
      default -> Room.kept(group, 0);
    };
  }

  @Override
  public Optional<Invoice> find(RepairId repairId) {
    return store.find(Invoice.aggregateId(repairId), Invoice.class);
  }

  @Override
  public Page<Invoice> list(MailList list, PageRequest request) {
    return store.list(name(list), request, Invoice.class);
  }

  @Override
  public InvoiceNumbers numbers(InvoiceSeries series, int year) {
    return store
        .find(InvoiceNumbers.aggregateId(series, year), InvoiceNumbers.class)
        .orElseGet(() -> InvoiceNumbers.none(series, year));
  }
}
