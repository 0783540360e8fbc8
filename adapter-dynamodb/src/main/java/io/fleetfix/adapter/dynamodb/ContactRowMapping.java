package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.dynamodb.RowMapping;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Version;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps a corrected contact to and from a row. It has no address if the customer has none. */
public final class ContactRowMapping implements RowMapping<Contact> {
  private static final String REPAIR_ID = RepairId.FIELD;
  static final String EMAIL = "email";

  @Override
  public Class<Contact> type() {
    return Contact.class;
  }

  @Override
  public String entityType() {
    return "CONTACT";
  }

  @Override
  public String keyPrefix() {
    return Contact.KEY_PREFIX;
  }

  @Override
  public Map<String, AttributeValue> row(Contact contact) {
    ItemBuilder row = new ItemBuilder().text(REPAIR_ID, contact.repairId().value());
    contact.email().ifPresent(email -> row.text(EMAIL, email.value()));
    return row.map();
  }

  @Override
  public Contact read(ItemReader row) {
    return new Contact(
        new RepairId(row.text(REPAIR_ID)),
        new Version(row.number(OutboxTable.VERSION)),
        email(row));
  }

  /** The address in a row or a map, which may have none. */
  static Optional<EmailAddress> email(ItemReader row) {
    return row.has(EMAIL) ? Optional.of(new EmailAddress(row.text(EMAIL))) : Optional.empty();
  }
}
