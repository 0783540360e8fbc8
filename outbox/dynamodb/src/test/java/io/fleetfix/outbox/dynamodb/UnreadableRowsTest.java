package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.sweeper.DueEntriesContract;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.UnreadableItem;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row written by a later release or another writer is reported and does not hide other rows. */
@ExtendWith(DynamoDbLocalExtension.class)
class UnreadableRowsTest {
  private static final String PROBLEM = "occurredAt is not a time in UTC";

  private final FreshTables tables;
  private final DynamoDbOutboxLedger ledger;

  UnreadableRowsTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
    ledger = tables.ledger();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void anUnreadableDueRowIsQuarantinedAndReported() throws Exception {
    OutboxEntry broken = Parcels.entry();
    tables.plant(broken, "occurredAt", "yesterday");
    OutboxEntry sound = tables.raised(NOON);
    eventually(() -> assertThat(ledger.size().pending()).isEqualTo(2));

    Page<Delivery> due = ledger.due(TWO_O_CLOCK, DueEntriesContract.NEVER, 10);

    assertThat(due.items()).containsExactly(Delivery.pending(sound));
    assertThat(due.unreadable())
        .containsExactly(new Unreadable("OUTBOX#" + broken.eventId(), PROBLEM));
    assertThat(ledger.due(TWO_O_CLOCK, DueEntriesContract.NEVER, 10).unreadable()).isEmpty();
    assertThat(ledger.quarantined(new PageRequest(10, null)).items())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.eventId()).isEqualTo(broken.eventId().toString());
              assertThat(row.aggregateId()).isEqualTo(broken.aggregateId());
              assertThat(row.reason()).isEqualTo(PROBLEM);
            });
    assertThatThrownBy(() -> ledger.find(broken.eventId())).isInstanceOf(UnreadableItem.class);
  }

  @Test
  void anUnreadableAgeIsReportedAsUnknown() throws Exception {
    tables.plant(Parcels.entry(), "occurredAt", "yesterday");
    tables.raised(NOON);

    eventually(
        () ->
            assertThat(ledger.size())
                .isEqualTo(new OutboxSize(2, new OutboxSize.Oldest.Unknown(), 0)));
  }

  /** Marks would never find the row, so it would be resent forever. */
  @Test
  void aRowWhoseKeyDoesNotMatchItsEventIsUnreadable() {
    OutboxEntry entry = Parcels.entry();
    tables.plant(entry, "aggregateId", "PARCEL#P-other");

    assertThat(ledger.due(TWO_O_CLOCK, DueEntriesContract.NEVER, 10).unreadable())
        .extracting(Unreadable::problem)
        .containsExactly("aggregateId does not match the row's key");
  }

  @Test
  void anUnreadableAggregateIsReportedInItsPage() throws Exception {
    Parcel sound = tables.shipped(NOON);
    Parcel broken = tables.shipped(TWO_O_CLOCK);
    tables
        .client()
        .updateItem(
            update ->
                update
                    .tableName(FreshTables.TABLE.name())
                    .key(OutboxTable.key(broken.aggregateId()))
                    .updateExpression("REMOVE contents"));

    eventually(
        () -> {
          Page<Parcel> first = shipped(new PageRequest(1, null));
          assertThat(first.items()).isEmpty();
          assertThat(first.unreadable())
              .containsExactly(new Unreadable(broken.aggregateId(), "contents is missing"));
          Page<Parcel> second = shipped(new PageRequest(1, first.nextCursor()));
          assertThat(second).isEqualTo(new Page<>(List.of(sound), null));
        });
  }

  @Test
  void anInvalidListPositionIsReportedAndHidesNoOtherRow() throws Exception {
    Parcel sound = tables.shipped(NOON);
    Parcel broken = tables.shipped(TWO_O_CLOCK);
    tables
        .client()
        .updateItem(
            update ->
                update
                    .tableName(FreshTables.TABLE.name())
                    .key(OutboxTable.key(broken.aggregateId()))
                    .updateExpression("SET listAt = :nowhere")
                    .expressionAttributeValues(
                        Map.of(":nowhere", AttributeValue.fromS("nowhere"))));

    eventually(
        () ->
            assertThat(shipped(new PageRequest(10, null)))
                .isEqualTo(
                    new Page<>(
                        List.of(sound),
                        List.of(
                            new Unreadable(
                                broken.aggregateId(), "listAt is not a valid list position")),
                        null)));
  }

  private Page<Parcel> shipped(PageRequest request) {
    ParcelRows rows = new ParcelRows();
    return IndexListing.ofLists(tables.client(), FreshTables.TABLE)
        .page(
            OutboxTable.listShards(ParcelRows.SHIPPED),
            request,
            row -> Optional.of(rows.read(row)));
  }
}
