package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.dynamodb.table.AggregateReader;
import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Repairs, with consistent reads. */
public final class DynamoDbRepairs implements Repairs {
  private static final RepairRowMapping MAPPING = new RepairRowMapping();

  private final AggregateReader rows;
  private final IndexListing listing;

  public DynamoDbRepairs(DynamoDbClient client, OutboxTable table, ReadProblems problems) {
    this.rows = new AggregateReader(client, table, problems);
    this.listing = IndexListing.ofLists(client, table, problems);
  }

  @Override
  public Optional<Repair> find(RepairId id) {
    return rows.find(Repair.aggregateId(id), MAPPING::read);
  }

  @Override
  public Page<Repair> list(RepairStatus status, PageRequest request) {
    return listing.page(
        OutboxTable.listShards(status.name()),
        request,
        row -> Optional.of(MAPPING.read(row)).filter(each -> each.state().status() == status));
  }
}
