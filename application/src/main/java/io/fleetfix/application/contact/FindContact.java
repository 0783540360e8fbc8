package io.fleetfix.application.contact;

import io.fleetfix.application.port.Contacts;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.RepairId;
import java.util.Optional;

/** Finds where the customer of a repair is reached now. */
public final class FindContact {
  private final Repairs repairs;
  private final Contacts contacts;

  public FindContact(Repairs repairs, Contacts contacts) {
    this.repairs = repairs;
    this.contacts = contacts;
  }

  /**
   * The current contact. Sees every commit that returned before this call.
   *
   * @return empty if the repair does not exist
   */
  public Optional<Contact> find(RepairId id) {
    return repairs.find(id).map(repair -> Contact.of(repair, contacts.find(id)));
  }
}
