package io.fleetfix.outbox.dynamodb.ledger;

import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.dynamodb.table.UnreadableItem;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.UndeliveredEntries;
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
public final class DynamoDbOutboxLedger implements OutboxLedger, UndeliveredEntries {
  private final OutboxItem items;
  private final OutboxMarks marks;
  private final DeliveryMarks deliveries;
  private final QuarantineMarks quarantine;
  private final RestMarks rests;
  private final DueRows dueRows;
  private final InstantSource clock;
  private final ReadProblems problems;

  /**
   * Keeps the marks in this table.
   *
   * @param clock supplies the time at which {@link #due} quarantines an unreadable row
   */
  public DynamoDbOutboxLedger(
      DynamoDbClient client,
      OutboxTable table,
      OutboxFormat format,
      InstantSource clock,
      ReadProblems problems) {
    this(client, table, new OutboxItem(format), clock, problems);
  }

  DynamoDbOutboxLedger(
      DynamoDbClient client,
      OutboxTable table,
      OutboxItem items,
      InstantSource clock,
      ReadProblems problems) {
    this.items = items;
    this.marks = new OutboxMarks(client, table);
    this.deliveries = new DeliveryMarks(marks);
    this.quarantine = new QuarantineMarks(marks, items, problems);
    this.rests = new RestMarks(marks, problems);
    this.problems = problems;
    this.dueRows = new DueRows(client, table);
    this.clock = clock;
  }

  @Override
  public Confirmation confirm(OutboxEntry receipt, Instant deliveredAt) {
    return deliveries.confirm(receipt, deliveredAt);
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return marks
        .row(eventId)
        .map(
            row -> {
              try {
                return items.delivery(row);
              } catch (UnreadableItem item) {
                throw unreadable(row, item);
              }
            });
  }

  private UnreadableRow unreadable(Map<String, AttributeValue> row, UnreadableItem item) {
    problems.found(item.in(row));
    return new UnreadableRow(item.in(row), item);
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
        } else {
          rests.rest(row, "dueShard contradicts the row's state", clock.instant());
        }
      } catch (UnreadableItem item) {
        if (items.isNewer(row)) {
          rests.rest(row, item.problem(), clock.instant());
        } else {
          unreadable.add(setAside(row, item));
        }
      }
    }
    return new Page<>(due, unreadable, null);
  }

  private Unreadable setAside(Map<String, AttributeValue> row, UnreadableItem item) {
    Unreadable unreadable = item.in(row);
    problems.found(unreadable);
    Instant now = clock.instant();
    if (!quarantine.enter(
        OutboxTable.keyOf(row), QuarantineReason.unreadable(item.problem()), now)) {
      rests.rest(row, item.problem(), now);
    }
    return unreadable;
  }

  @Override
  public OutboxSize size() {
    return dueRows.size();
  }

  @Override
  public void quarantine(OutboxEntry entry, QuarantineReason reason, Instant at) {
    quarantine.enter(OutboxItem.key(entry), reason, at);
  }

  /**
   * Quarantines a row that cannot be read. A row of a newer schema version stays pending.
   *
   * @param row a row that includes its keys
   * @param problem what is wrong with it; never a stored value
   */
  public void quarantine(Map<String, AttributeValue> row, String problem, Instant at) {
    if (!items.isNewer(row)) {
      problems.found(new Unreadable(new ItemReader(row).text(OutboxTable.PK), problem));
      quarantine.enter(OutboxTable.keyOf(row), QuarantineReason.unreadable(problem), at);
    }
  }

  @Override
  public boolean release(EventId eventId, Instant at) {
    Optional<Map<String, AttributeValue>> row =
        marks.row(eventId).filter(found -> found.containsKey(OutboxItem.QUARANTINED_AT));
    if (row.isEmpty()) {
      return false;
    }
    Optional<UnreadableItem> problem = items.problemOnceReleased(row.get());
    if (problem.isPresent()) {
      throw unreadable(row.get(), problem.get());
    }
    return quarantine.release(OutboxTable.keyOf(row.get()), eventId, at);
  }

  @Override
  public Page<Quarantined> quarantined(PageRequest request) {
    return quarantine.list(request);
  }

  @Override
  public Page<Delivery> list(Undelivered state, PageRequest request) {
    return IndexListing.ofDue(marks.client(), marks.table(), problems)
        .page(
            switch (state) {
              case PENDING -> OutboxTable.pendingShards();
              case QUARANTINED -> OutboxTable.quarantineShards();
            },
            request,
            row -> Optional.of(items.delivery(row.row())).filter(each -> isIn(each, state)),
            small -> 0);
  }

  /** False if the row has changed since the index was read. */
  private static boolean isIn(Delivery delivery, Undelivered state) {
    return switch (delivery.state()) {
      case State.Pending waiting -> state == Undelivered.PENDING;
      case State.Quarantined setAside -> state == Undelivered.QUARANTINED;
      case State.Delivered done -> false;
    };
  }
}
