package io.fleetfix.domain.invoice;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the customer owes for one completed repair. There is at most one invoice per repair. */
public record Invoice(
    RepairId repairId,
    Version version,
    InvoiceNumber number,
    List<Line> lines,
    Money total,
    Instant issuedAt,
    MailStatus mailing)
    implements Aggregate {
  public static final String KEY_PREFIX = "INVOICE#";

  /** One work line as invoiced. */
  public record Line(String description, Money price) {}

  public Invoice {
    lines = List.copyOf(lines);
    issuedAt = UtcMillis.truncated(issuedAt);
  }

  /**
   * Invoices every work line. A repair without work gets a total of zero.
   *
   * @param number must be taken from the series in the same commit
   * @throws IllegalArgumentException if the repair is not completed
   */
  public static Change<Invoice> issue(Repair repair, InvoiceNumber number, Instant at) {
    if (repair.state().status() != RepairStatus.COMPLETED) {
      throw new IllegalArgumentException("Only a completed repair is invoiced");
    }
    List<Line> lines =
        repair.work().stream().map(work -> new Line(work.description(), work.price())).toList();
    Invoice invoice =
        new Invoice(
            repair.id(),
            Version.FIRST,
            number,
            lines,
            repair.total(),
            at,
            new MailStatus.Pending());
    return Change.of(invoice, invoice.issuedEvent());
  }

  /** The event that was raised when the invoice was issued, derived from the stored state. */
  public InvoiceIssued issuedEvent() {
    return new InvoiceIssued(repairId, Version.FIRST, issuedAt);
  }

  /** Records that a mail server accepted the mail. Empty if it was already sent or refused. */
  public Optional<Change<Invoice>> sent(Instant at) {
    return mailed(new MailStatus.Sent(at));
  }

  /**
   * Records that a mail server permanently refused the mail. Empty if it was already sent or
   * refused.
   *
   * @param words the server's response, of any length and with any characters
   */
  public Optional<Change<Invoice>> refused(String words) {
    return mailed(new MailStatus.Refused(words));
  }

  private Optional<Change<Invoice>> mailed(MailStatus outcome) {
    return switch (mailing) {
      case MailStatus.Pending pending ->
          Optional.of(
              Change.of(
                  new Invoice(repairId, version.next(), number, lines, total, issuedAt, outcome)));
      case MailStatus.Sent sent -> Optional.empty();
      case MailStatus.Refused refused -> Optional.empty();
    };
  }

  /** The id of the event that is raised when this repair's invoice is issued. */
  public static EventId issuedEventId(RepairId repairId) {
    return EventId.derive(aggregateId(repairId), Version.FIRST, InvoiceIssued.TYPE);
  }

  @Override
  public String aggregateId() {
    return aggregateId(repairId);
  }

  public static String aggregateId(RepairId repairId) {
    return KEY_PREFIX + repairId;
  }
}
