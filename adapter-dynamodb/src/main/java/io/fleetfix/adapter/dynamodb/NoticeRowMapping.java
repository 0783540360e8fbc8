package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.dynamodb.RowMapping;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.paging.ListPosition;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps a notice to and from a row. */
public final class NoticeRowMapping implements RowMapping<Notice> {
  /** The index list of all notices. */
  static final String LIST = "NOTICE";

  private static final String EVENT_ID = "eventId";
  private static final String REPAIR_ID = RepairId.FIELD;
  private static final String TEXT = "text";
  private static final String POSTED_AT = "postedAt";

  @Override
  public Class<Notice> type() {
    return Notice.class;
  }

  @Override
  public String entityType() {
    return "NOTICE";
  }

  @Override
  public String keyPrefix() {
    return Notice.KEY_PREFIX;
  }

  @Override
  public Map<String, AttributeValue> row(Notice notice) {
    String id = notice.eventId().toString();
    return new ItemBuilder()
        .text(EVENT_ID, id)
        .text(REPAIR_ID, notice.repairId().value())
        .text(TEXT, notice.text())
        .time(POSTED_AT, notice.postedAt())
        .listed(LIST, new ListPosition(notice.postedAt(), id))
        .map();
  }

  @Override
  public Notice read(ItemReader row) {
    return new Notice(
        row.eventId(EVENT_ID),
        new RepairId(row.text(REPAIR_ID)),
        row.text(TEXT),
        row.time(POSTED_AT));
  }
}
