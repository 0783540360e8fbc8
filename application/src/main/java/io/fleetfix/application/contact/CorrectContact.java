package io.fleetfix.application.contact;

import io.fleetfix.application.port.MailDomains;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import java.util.Optional;

/**
 * Corrects the address to which the invoice of a repair is sent, in every state of the repair. The
 * repair itself never changes, so no event does. A mail that was already sent is not sent again.
 */
public final class CorrectContact {
  private final ExecuteCommand<Contact, Refusal> command;
  private final EmailCheck emails;

  /**
   * Creates the use case.
   *
   * @param command finds contacts as {@link FindContact} does
   */
  public CorrectContact(ExecuteCommand<Contact, Refusal> command, MailDomains domains) {
    this.command = command;
    this.emails = new EmailCheck(domains);
  }

  /**
   * Stores the address as the current one. If it already is, nothing is committed.
   *
   * @param email empty if the customer has no e-mail any more
   * @return every outcome but {@link Outcome.Refused}; {@link Outcome.NotFound} if the repair does
   *     not exist
   * @throws io.fleetfix.outbox.event.InvalidValue if the domain of the address can't exist
   */
  public Outcome<Contact, Refusal> correct(
      RepairId id, Optional<EmailAddress> email, CommandOptions options) {
    emails.check("email", email);
    return command.change(id.value(), contact -> contact.correct(email), options);
  }
}
