package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Notice;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Notices, read consistently. */
public final class DynamoDbNotices implements Notices {
  private final AggregateReader rows;
  private final Listing listing;

  public DynamoDbNotices(DynamoDbClient client, WorkshopTable table) {
    this.rows = new AggregateReader(client, table);
    this.listing = Listing.ofLists(client, table);
  }

  @Override
  public Optional<Notice> find(EventId eventId) {
    return rows.find(Notice.aggregateId(eventId)).map(NoticeItem::read);
  }

  @Override
  public Page<Notice> list(PageRequest request) {
    return listing.page(WorkshopTable.listShards(NoticeItem.LIST), request, NoticeItem::read);
  }
}
