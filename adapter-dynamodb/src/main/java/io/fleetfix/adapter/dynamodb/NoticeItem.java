package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.ListPosition;
import io.fleetfix.domain.Notice;
import io.fleetfix.domain.RepairId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A notice as a row, both ways. */
final class NoticeItem {
  static final String ENTITY_TYPE = "NOTICE";

  /** The list that all notices stand in. */
  static final String LIST = "NOTICE";

  private static final String EVENT_ID = "eventId";
  private static final String REPAIR_ID = "repairId";
  private static final String TEXT = "text";
  private static final String POSTED_AT = "postedAt";

  private NoticeItem() {}

  static Map<String, AttributeValue> of(Notice notice, String commitId) {
    String id = notice.eventId().toString();
    return Attributes.row(notice.aggregateId(), ENTITY_TYPE, commitId)
        .text(EVENT_ID, id)
        .text(REPAIR_ID, notice.repairId().value())
        .text(TEXT, notice.text())
        .time(POSTED_AT, notice.postedAt())
        .text(WorkshopTable.LIST_SHARD, WorkshopTable.listShard(LIST, id))
        .text(WorkshopTable.LIST_AT, new ListPosition(notice.postedAt(), id).text())
        .map();
  }

  static Notice read(Map<String, AttributeValue> item) {
    return Attributes.read(
        item,
        row ->
            new Notice(
                row.eventId(EVENT_ID),
                new RepairId(row.text(REPAIR_ID)),
                row.text(TEXT),
                row.time(POSTED_AT)));
  }
}
