package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Contacts;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryKind.Room;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import java.util.Optional;

/** The corrected contacts. Each leaves the store together with its repair. */
public record InMemoryContacts(InMemoryStore store) implements Contacts {
  /** The record, its key twice, and its places in a map and in its group. */
  private static final long FIXED_BYTES = 400;

  public static final InMemoryKind<Contact> KIND =
      InMemoryKind.unlisted(Contact.class, InMemoryContacts::room);

  /** Never refused: a full store must not keep an invoice from its customer. */
  private static Room room(Contact contact) {
    long text = contact.email().map(EmailAddress::value).map(Room::ofText).orElse(0L);
    return Room.removableWith(contact.repairId().value(), FIXED_BYTES + text);
  }

  @Override
  public Optional<Contact> find(RepairId repairId) {
    return store.find(Contact.aggregateId(repairId), Contact.class);
  }
}
