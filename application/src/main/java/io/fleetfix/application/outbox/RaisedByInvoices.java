package io.fleetfix.application.outbox;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.InvoiceMailRequested;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.event.DomainEvent;
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
 * Every invoice has raised {@code InvoiceIssued}, and {@code InvoiceMailRequested} if its mail was
 * requested again; of several requests only the latest counts. The effect is a mail, or that the
 * invoice is left to be printed. There is no list of all invoices, so an invoice belongs to the
 * window in which its repair was completed.
 *
 * <p>The event of a mail that is not sent goes out again: its message may be lost, and if it is
 * not, a further one causes no copy of the mail, because attempts are claimed.
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
    List<DomainEvent> events = new ArrayList<>(List.of(invoice.issuedEvent()));
    invoice.mailRequestedEvent().ifPresent(events::add);
    return new Raised<>(invoice, events, Map.of(MAIL, mail(invoice.mailing().status())));
  }

  private static Presence mail(MailStatus status) {
    return switch (status) {
      case MailStatus.Unsent unsent -> Presence.MISSING;
      case MailStatus.Sent sent -> Presence.PRESENT;
      case MailStatus.ToBePrinted printed -> Presence.PRESENT;
      case MailStatus.Undeliverable undeliverable -> Presence.REFUSED;
      case MailStatus.Refused refused -> Presence.REFUSED;
    };
  }
}
