package io.fleetfix.application.outbox;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.DocumentId.Kind;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.InvoiceMailRequested;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.RaisedEvents;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every invoice has raised {@code InvoiceIssued}, and {@code InvoiceMailRequested} if its mail was
 * requested again; of several requests only the latest counts. The effect is a mail, or that the
 * invoice is left to be printed. There is no list of all invoices, so a repair's first one belongs
 * to the window in which the repair was completed; a later one, to that in which it was issued.
 *
 * <p>The event of a mail that is not sent goes out again: its message may be lost, and if it is
 * not, a further one causes no copy of the mail, because attempts are claimed.
 */
public record RaisedByInvoices(Repairs repairs, Invoices invoices)
    implements RaisedEvents<Invoice> {
  public static final String MAIL = RaisedByDocuments.MAIL;

  private static final String LATER = "LATER.";

  @Override
  public Class<Invoice> type() {
    return Invoice.class;
  }

  @Override
  public String keyPrefix() {
    return Invoice.KEY_PREFIX;
  }

  @Override
  public Set<String> eventTypes() {
    return Set.of(InvoiceIssued.TYPE, InvoiceMailRequested.TYPE);
  }

  @Override
  public Set<String> effects() {
    return Set.of(MAIL);
  }

  @Override
  public Set<String> refusable() {
    return Set.of(MAIL);
  }

  /** First the repairs' first invoices, then the later ones. */
  @Override
  public Page<Raised<Invoice>> between(Window window, PageRequest request) {
    @Nullable String cursor = request.cursor();
    if (cursor != null && cursor.startsWith(LATER)) {
      String place = cursor.substring(LATER.length());
      return later(window, new PageRequest(request.limit(), place.isEmpty() ? null : place));
    }
    Page<Repair> completed =
        new ClosedRepairs(repairs, List.of(RepairStatus.COMPLETED)).page(window, request);
    List<DocumentId> ids =
        completed.items().stream()
            .filter(Repair::isInvoiced)
            .map(repair -> DocumentId.firstInvoice(repair.id()))
            .toList();
    String next = completed.nextCursor();
    return documents().found(new Page<>(ids, next == null ? LATER : next));
  }

  private Page<Raised<Invoice>> later(Window window, PageRequest request) {
    Page<Raised<Invoice>> page =
        documents().found(new LaterDocuments(invoices, Kind.INVOICE).page(window, request));
    String next = page.nextCursor();
    return new Page<>(page.items(), page.unreadable(), next == null ? null : LATER + next);
  }

  @Override
  public Optional<Raised<Invoice>> of(String aggregateId) {
    return DocumentId.parse(aggregateId).flatMap(documents()::find);
  }

  private RaisedByDocuments<Invoice> documents() {
    return new RaisedByDocuments<>(invoices, Invoice.class);
  }
}
