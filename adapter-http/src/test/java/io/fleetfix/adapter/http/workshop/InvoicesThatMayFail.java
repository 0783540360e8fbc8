package io.fleetfix.adapter.http.workshop;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Invoices whose store may fail.
 *
 * @param unreadable the document that can't be read
 * @param beforeRead runs before each read, and may throw
 */
record InvoicesThatMayFail(
    Invoices stored, Supplier<Optional<DocumentId>> unreadable, Runnable beforeRead)
    implements Invoices {
  @Override
  public Optional<Document> find(DocumentId id) {
    beforeRead.run();
    if (unreadable.get().equals(Optional.of(id))) {
      throw new UnreadableRow(
          new Unreadable(id.toString(), "It has no number"), new IllegalStateException());
    }
    return stored.find(id);
  }

  @Override
  public Optional<Invoice> find(RepairId repairId) {
    return find(DocumentId.firstInvoice(repairId)).map(Invoice.class::cast);
  }

  @Override
  public Page<Document> list(MailList list, PageRequest request) {
    beforeRead.run();
    return stored.list(list, request);
  }

  @Override
  public Page<Correction> corrections(PageRequest request) {
    beforeRead.run();
    return stored.corrections(request);
  }

  @Override
  public InvoiceNumbers numbers(InvoiceSeries series, int year) {
    beforeRead.run();
    return stored.numbers(series, year);
  }
}
