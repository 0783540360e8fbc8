package io.fleetfix.application.outbox;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.MailStatus;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.Raised.Presence;
import io.fleetfix.outbox.port.RaisedEvents;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every invoice has raised {@code InvoiceIssued}, whose effect is a mail. There is no list of
 * invoices, so an invoice belongs to the window in which its repair was completed.
 *
 * <p>A mail that was not sent waits as a message in its queue or in the dead letters. So its event
 * is never sent again: that would only add copies.
 */
public record RaisedByInvoices(Repairs repairs, Invoices invoices)
    implements RaisedEvents<Invoice> {
  public static final String MAIL = "mail";

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
    return Set.of(InvoiceIssued.TYPE);
  }

  @Override
  public Set<String> effects() {
    return Set.of(MAIL);
  }

  @Override
  public Set<String> refusable() {
    return Set.of(MAIL);
  }

  @Override
  public Page<Raised<Invoice>> between(Window window, PageRequest request) {
    Page<Repair> completed =
        new ClosedRepairs(repairs, List.of(RepairStatus.COMPLETED)).page(window, request);
    List<Raised<Invoice>> raised = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Repair repair : completed.items()) {
      try {
        invoices.find(repair.id()).map(RaisedByInvoices::raised).ifPresent(raised::add);
      } catch (StorageUnavailable unavailable) {
        throw unavailable;
      } catch (UnreadableRow row) { // One bad row must not hide the others.
        unreadable.add(row.row());
      } catch (RuntimeException problem) {
        unreadable.add(
            new Unreadable(Invoice.aggregateId(repair.id()), String.valueOf(problem.getMessage())));
      }
    }
    return new Page<>(raised, unreadable, completed.nextCursor());
  }

  @Override
  public Optional<Raised<Invoice>> of(String aggregateId) {
    return RepairId.parse(aggregateId.substring(keyPrefix().length()))
        .flatMap(invoices::find)
        .map(RaisedByInvoices::raised);
  }

  private static Raised<Invoice> raised(Invoice invoice) {
    Presence mail =
        switch (invoice.mailing()) {
          case MailStatus.Sent sent -> Presence.PRESENT;
          case MailStatus.Pending pending -> Presence.WAITING;
          case MailStatus.Refused refused -> Presence.REFUSED;
        };
    return new Raised<>(invoice, List.of(invoice.issuedEvent()), Map.of(MAIL, mail));
  }
}
