package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceLine;
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

/** The current invoices, credit notes and their numbers. */
public record InMemoryInvoices(InMemoryStore store) implements Invoices {
  private static final String CORRECTIONS = "corrections";

  /** What a document takes in addition to its texts and lines. */
  private static final long FIXED_BYTES = 2_048;

  private static final long BYTES_PER_LINE = 256;
  private static final long CORRECTION_BYTES = 400;

  public static final List<InMemoryKind<?>> KINDS =
      List.of(
          new InMemoryKind<>(Invoice.class, InMemoryInvoices::place, InMemoryInvoices::room),
          new InMemoryKind<>(CreditNote.class, InMemoryInvoices::place, InMemoryInvoices::room),
          new InMemoryKind<>(
              Correction.class,
              correction ->
                  Optional.of(
                      new Place(
                          CORRECTIONS,
                          new ListPosition(correction.at(), correction.document().inLists()))),
              correction ->
                  Room.removableWith(correction.document().repairId().value(), CORRECTION_BYTES)),
          InMemoryKind.counter(InvoiceNumbers.class));

  private static Optional<Place> place(Document document) {
    return MailList.of(document.mailing().status())
        .map(
            list ->
                new Place(
                    name(list), new ListPosition(document.mailDueAt(), document.id().inLists())));
  }

  private static String name(MailList list) {
    return "mails " + list;
  }

  private static Room room(Document document) {
    String group = document.repairId().value();
    return switch (document.mailing().status()) {
      case MailStatus.Sent sent -> Room.removableWith(group, bytes(document));
      case MailStatus.ToBePrinted printed -> Room.removableWith(group, bytes(document));
      default -> Room.kept(group, bytes(document));
    };
  }

  /** The first invoice counts with its repair, whose lines it has. */
  private static long bytes(Document document) {
    if (document.id().equals(DocumentId.firstInvoice(document.repairId()))) {
      return 0;
    }
    long bytes = FIXED_BYTES;
    for (InvoiceLine line : document.lines()) {
      bytes += BYTES_PER_LINE + Room.ofText(line.description());
    }
    return bytes;
  }

  @Override
  public Optional<Document> find(DocumentId id) {
    return switch (id.kind()) {
      case INVOICE -> store.find(id.toString(), Invoice.class).map(Document.class::cast);
      case CREDIT_NOTE -> store.find(id.toString(), CreditNote.class).map(Document.class::cast);
    };
  }

  @Override
  public Optional<Invoice> find(RepairId repairId) {
    return find(DocumentId.firstInvoice(repairId)).map(Invoice.class::cast);
  }

  @Override
  public Page<Document> list(MailList list, PageRequest request) {
    return store.list(name(list), request, Document.class);
  }

  @Override
  public Page<Correction> corrections(PageRequest request) {
    return store.list(CORRECTIONS, request, Correction.class);
  }

  @Override
  public InvoiceNumbers numbers(InvoiceSeries series, int year) {
    return store
        .find(InvoiceNumbers.aggregateId(series, year), InvoiceNumbers.class)
        .orElseGet(() -> InvoiceNumbers.none(series, year));
  }
}
