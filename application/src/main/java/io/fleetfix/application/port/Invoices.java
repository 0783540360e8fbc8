package io.fleetfix.application.port;

import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.Optional;

/**
 * The stored invoices and their numbers. Both methods see every commit that returned before the
 * call, and may throw {@link StorageUnavailable}.
 */
public interface Invoices {
  Optional<Invoice> find(RepairId repairId);

  /** The numbers taken so far; {@link InvoiceNumbers#none} before the first. */
  InvoiceNumbers numbers(InvoiceSeries series, int year);
}
