package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.InvoiceNumbers;
import io.fleetfix.domain.InvoiceSeries;
import io.fleetfix.domain.RepairId;
import java.util.Optional;

/** Invoices and their numbers as the store has them this moment. */
public final class InMemoryInvoices implements Invoices {
  private final InMemoryWorkshop workshop;

  public InMemoryInvoices(InMemoryWorkshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Optional<Invoice> find(RepairId repairId) {
    return workshop.find(Invoice.aggregateId(repairId), Invoice.class);
  }

  @Override
  public InvoiceNumbers numbers(InvoiceSeries series, int year) {
    return workshop
        .find(InvoiceNumbers.aggregateId(series, year), InvoiceNumbers.class)
        .orElseGet(() -> InvoiceNumbers.none(series, year));
  }
}
