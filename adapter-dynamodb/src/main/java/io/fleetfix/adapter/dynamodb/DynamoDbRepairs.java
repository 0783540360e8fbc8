package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairStatus;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Repairs, read consistently. */
public final class DynamoDbRepairs implements Repairs {
  private final AggregateReader rows;
  private final Listing listing;

  public DynamoDbRepairs(DynamoDbClient client, WorkshopTable table) {
    this.rows = new AggregateReader(client, table);
    this.listing = Listing.ofLists(client, table);
  }

  @Override
  public Optional<Repair> find(RepairId id) {
    return rows.find(Repair.aggregateId(id)).map(RepairItem::read);
  }

  @Override
  public Page<Repair> list(RepairStatus status, PageRequest request) {
    return listing.page(
        WorkshopTable.listShards(status.name()),
        request,
        row -> {
          Repair repair = RepairItem.read(row);
          return repair.state().status() == status ? repair : null;
        });
  }
}
