package io.fleetfix.application.mail;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.outbox.command.RetryOnConflict;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import java.util.Optional;

/**
 * Records that a mail came back for good after a mail server had accepted it. The mail is then
 * undeliverable, and appears in the list of those.
 *
 * <p>No adapter calls this yet. One that reads delivery status notifications (RFC 3464) or Amazon
 * SES's bounce events finds both ids in the headers of the returned mail, {@code X-FleetFix-Repair}
 * and {@code X-FleetFix-Event}. It must report permanent failures only: a mail that is delayed is
 * not lost. Such a notification is easy to forge, so the adapter has to know where it comes from.
 */
public final class RecordBounce {
  private final Invoices invoices;
  private final UnitOfWork unitOfWork;

  public RecordBounce(Invoices invoices, UnitOfWork unitOfWork) {
    this.invoices = invoices;
    this.unitOfWork = unitOfWork;
  }

  /**
   * Records the bounce. The same bounce again changes nothing, nor does one of an older mail.
   *
   * @param cause the event because of which the mail was sent
   * @param reason the words of the notification, of any length
   * @return whether the mail is now undeliverable because of this bounce
   */
  public boolean record(DocumentId id, EventId cause, String reason) {
    return RetryOnConflict.run(
        () -> {
          Optional<Change<Document>> bounced =
              invoices.find(id).flatMap(invoice -> invoice.bounced(cause, reason));
          bounced.ifPresent(unitOfWork::commit);
          return bounced.isPresent();
        });
  }
}
