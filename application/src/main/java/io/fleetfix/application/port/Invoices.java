package io.fleetfix.application.port;

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
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.Optional;

/**
 * The stored invoices and credit notes, and their numbers. {@link #find} and {@link #numbers} see
 * every commit that returned before the call; all methods may throw {@link StorageUnavailable}.
 */
public interface Invoices {
  Optional<Document> find(DocumentId id);

  /** The repair's first invoice. */
  Optional<Invoice> find(RepairId repairId);

  /**
   * The documents in a list, by {@link Document#mailDueAt}, newest first. A document that a commit
   * has put into the list may be missing for a moment, but none is listed that has left the list.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is malformed
   */
  Page<Document> list(MailList list, PageRequest request);

  /**
   * The documents that were issued after their repairs' first invoices, newest first. The very
   * latest may be missing.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is malformed
   */
  Page<Correction> corrections(PageRequest request);

  /** The numbers taken so far; {@link InvoiceNumbers#none} before the first. */
  InvoiceNumbers numbers(InvoiceSeries series, int year);
}
