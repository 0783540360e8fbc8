package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Notices;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.outbox.dynamodb.table.AggregateReader;
import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Notices, with consistent reads. */
public final class DynamoDbNotices implements Notices {
  private static final NoticeRowMapping MAPPING = new NoticeRowMapping();

  private final AggregateReader rows;
  private final IndexListing listing;

  public DynamoDbNotices(DynamoDbClient client, OutboxTable table, ReadProblems problems) {
    this.rows = new AggregateReader(client, table, problems);
    this.listing = IndexListing.ofLists(client, table, problems);
  }

  @Override
  public Optional<Notice> find(EventId eventId) {
    return rows.find(Notice.aggregateId(eventId), MAPPING::read);
  }

  @Override
  public Page<Notice> list(PageRequest request) {
    return listing.page(
        OutboxTable.listShards(NoticeRowMapping.LIST),
        request,
        row -> Optional.of(MAPPING.read(row)));
  }
}
