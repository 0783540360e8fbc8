package io.fleetfix.adapter.http.workshop;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.Optional;

/**
 * Invoices whose store may fail.
 *
 * @param beforeRead runs before each read, and may throw
 */
record InvoicesThatMayFail(Invoices stored, Runnable beforeRead) implements Invoices {
  @Override
  public Optional<Invoice> find(RepairId repairId) {
    beforeRead.run();
    return stored.find(repairId);
  }

  @Override
  public Page<Invoice> list(MailList list, PageRequest request) {
    beforeRead.run();
    return stored.list(list, request);
  }

  @Override
  public InvoiceNumbers numbers(InvoiceSeries series, int year) {
    beforeRead.run();
    return stored.numbers(series, year);
  }
}
