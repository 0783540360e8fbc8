package io.fleetfix.domain.repair;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.Decision.Accepted;
import io.fleetfix.outbox.event.Decision.AlreadyDone;
import io.fleetfix.outbox.event.Version;
import java.util.Optional;

/**
 * Where the customer of a repair is reached now. Personal data: it raises no events.
 *
 * <p>It is stored apart from the repair, because a closed repair never changes: its version is the
 * sequence of its event, from which the event's id is derived.
 *
 * @param version {@link Version#NONE} until the address is corrected for the first time
 * @param email empty if the customer has none: then the invoice has to be printed
 */
public record Contact(RepairId repairId, Version version, Optional<EmailAddress> email)
    implements Aggregate {
  public static final String KEY_PREFIX = "CONTACT#";

  /**
   * The contact to use now: the corrected one if there is one, otherwise the address with which the
   * repair was opened. It is the only place that decides this.
   *
   * @param corrected the stored contact of this repair
   */
  public static Contact of(Repair repair, Optional<Contact> corrected) {
    return corrected.orElseGet(
        () -> new Contact(repair.id(), Version.NONE, repair.customer().email()));
  }

  /**
   * Sets the address from now on, in every state of the repair. Never refused; {@link AlreadyDone}
   * if it is the current address.
   *
   * @param now empty if the customer has no e-mail any more
   */
  public Decision<Contact, Refusal> correct(Optional<EmailAddress> now) {
    return now.equals(email)
        ? new AlreadyDone<>(this)
        : new Accepted<>(Change.of(new Contact(repairId, version.next(), now)));
  }

  @Override
  public String aggregateId() {
    return aggregateId(repairId);
  }

  public static String aggregateId(RepairId repairId) {
    return KEY_PREFIX + repairId;
  }
}
