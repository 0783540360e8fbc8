package io.fleetfix.adapter.http.message;

import io.fleetfix.application.port.Mailbox;
import io.fleetfix.application.port.Mailbox.KeptMail;
import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState.Cancelled;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.OutboxLedger;

/**
 * What a request names does not exist. The detail repeats an id only if it is well-formed: then it
 * is safe wherever it is shown.
 */
public final class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String detail;

  private NotFound(String detail) {
    super(detail, null, false, false); // without a stack trace: this is an answer, not a fault
    this.detail = detail;
  }

  public static NotFound repair(String given) {
    return new NotFound(
        RepairId.parse(given)
            .map(id -> "No repair has the id " + id + ".")
            .orElse(
                "No repair has this id: repair ids are R- followed by 1 to 32 digits or capital"
                    + " letters."));
  }

  /** The repair has no invoice at all. */
  public static NotFound invoice(Repair repair) {
    return new NotFound(
        switch (repair.state()) {
          case Open open ->
              "Repair "
                  + repair.id()
                  + " has no invoice yet: it is issued after the repair is completed.";
          case Completed completed ->
              completed.billing() == Billing.WARRANTY
                  ? "Repair " + repair.id() + " has no invoice: it was done under a warranty."
                  : "The invoice of repair "
                      + repair.id()
                      + " has not been issued yet: that usually takes a moment. Try again.";
          case Cancelled cancelled ->
              "Repair " + repair.id() + " has no invoice: cancelled repairs are not invoiced.";
        });
  }

  /** Nothing is left of the repair's latest invoice. */
  public static NotFound validInvoice(CreditNote note) {
    return new NotFound(
        "Repair "
            + note.repairId()
            + " has no valid invoice: credit note "
            + note.number()
            + " took back what was left of invoice "
            + note.corrected().number()
            + ". POST /repairs/"
            + note.repairId()
            + "/invoices issues a further invoice, and GET /repairs/"
            + note.repairId()
            + "/documents lists all documents.");
  }

  public static NotFound document(RepairId id) {
    return new NotFound(
        "Repair "
            + id
            + " has no document with this number. GET /repairs/"
            + id
            + "/documents lists its documents.");
  }

  public static NotFound line() {
    return new NotFound(
        "The repair has no such line: line ids are L- followed by 1 to 32 digits or capital"
            + " letters.");
  }

  public static NotFound invoices(InvoiceSeries series, int year) {
    return new NotFound(
        "No invoice of series " + series + " and year " + year + " was ever issued.");
  }

  public static NotFound event(String given) {
    return new NotFound(
        EventId.parse(given)
            .map(
                id ->
                    "The outbox has no event with the id "
                        + id
                        + ": it was never raised, or it was delivered more than "
                        + OutboxLedger.RETENTION.toDays()
                        + " days ago and has expired.")
            .orElse("No event has this id: event ids are UUIDs in lower case."));
  }

  public static NotFound inQuarantine(String given) {
    return EventId.parse(given)
        .map(
            id ->
                new NotFound(
                    "Event "
                        + id
                        + " is not in quarantine: it was never there, or it has already been"
                        + " released or delivered."))
        .orElseGet(() -> event(given));
  }

  public static NotFound mail(String given) {
    return new NotFound(
        MailId.parse(given)
            .map(
                id ->
                    "No mail has the id "
                        + id
                        + ": it was never sent, or it is no longer among the last "
                        + Mailbox.MAX_MAILS
                        + " mails.")
            .orElse("No mail has this id: mail ids are M- followed by a number."));
  }

  public static NotFound html(MailId mail) {
    return new NotFound("Mail " + mail + " has no body in HTML.");
  }

  public static NotFound attachment(KeptMail mail) {
    return new NotFound(
        "Mail "
            + mail.mail().id()
            + " has no attachment with this number. The number of its attachments is "
            + mail.attachments().size()
            + "; they are counted from 1.");
  }

  public static NotFound problemType() {
    return new NotFound("No problem type has this name. /problems lists all of them.");
  }

  public Problem problem() {
    return Problem.of(ProblemType.NOT_FOUND, detail);
  }
}
