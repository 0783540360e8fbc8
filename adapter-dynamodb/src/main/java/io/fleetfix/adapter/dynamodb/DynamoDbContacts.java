package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Contacts;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.dynamodb.table.AggregateReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Corrected contacts, with consistent reads. */
public final class DynamoDbContacts implements Contacts {
  private static final ContactRowMapping MAPPING = new ContactRowMapping();

  private final AggregateReader rows;

  public DynamoDbContacts(DynamoDbClient client, OutboxTable table, ReadProblems problems) {
    this.rows = new AggregateReader(client, table, problems);
  }

  @Override
  public Optional<Contact> find(RepairId repairId) {
    return rows.find(Contact.aggregateId(repairId), MAPPING::read);
  }
}
