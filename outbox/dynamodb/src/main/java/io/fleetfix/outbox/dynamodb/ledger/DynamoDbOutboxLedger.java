package io.fleetfix.outbox.dynamodb.ledger;

import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.UnreadableItem;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps the delivery state as marks on the outbox rows. Each mark is one conditional write of one
 * row.
 */
public final class DynamoDbOutboxLedger implements OutboxLedger {
  private final OutboxItem items;
  private final OutboxMarks marks;
  private final DeliveryMarks deliveries;
  private final QuarantineMarks quarantine;
  private final DueRows dueRows;
  private final InstantSource clock;

  /**
   * Keeps the marks in this table.
   *
   * @param clock supplies the time at which {@link #due} quarantines an unreadable row
   */
  public DynamoDbOutboxLedger(
      DynamoDbClient client, OutboxTable table, OutboxFormat format, InstantSource clock) {
    this.items = new OutboxItem(format);
    this.marks = new OutboxMarks(client, table);
    this.deliveries = new DeliveryMarks(marks);
    this.quarantine = new QuarantineMarks(marks);
    this.dueRows = new DueRows(client, table);
    this.clock = clock;
  }

  @Override
  public Confirmation confirm(OutboxEntry receipt, Instant deliveredAt) {
    return deliveries.confirm(receipt, deliveredAt);
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return marks.row(eventId).map(items::delivery);
  }

  @Override
  public boolean claimResend(Delivery seen, Instant at, Instant dueAgain) {
    return deliveries.claimResend(seen, at, dueAgain);
  }

  @Override
  public void recordRefusal(OutboxEntry entry) {
    deliveries.recordRefusal(entry);
  }

  /**
   * Also quarantines unreadable rows: without a relay that reads each row, they are found only
   * here.
   */
  @Override
  public Page<Delivery> due(Instant until, Instant implausible, int limit) {
    List<Delivery> due = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Map<String, AttributeValue> row : dueRows.until(until, implausible, limit)) {
      try {
        Delivery delivery = items.delivery(row);
        if (delivery.isPending()) {
          due.add(delivery);
        }
      } catch (UnreadableItem item) {
        quarantine(row, item.problem(), clock.instant());
        unreadable.add(item.in(row));
      }
    }
    return new Page<>(due, unreadable, null);
  }

  @Override
  public OutboxSize size() {
    return dueRows.size();
  }

  @Override
  public void quarantine(OutboxEntry entry, String reason, Instant at) {
    quarantine.enter(OutboxItem.key(entry), reason, at);
  }

  /**
   * Quarantines a row that need not be readable.
   *
   * @param row a row that includes its keys
   */
  public void quarantine(Map<String, AttributeValue> row, String reason, Instant at) {
    quarantine.enter(OutboxTable.keyOf(row), reason, at);
  }

  @Override
  public boolean release(EventId eventId, Instant at) {
    return quarantine.release(eventId, at);
  }

  @Override
  public Page<Quarantined> quarantined(PageRequest request) {
    return quarantine.list(request);
  }
}
