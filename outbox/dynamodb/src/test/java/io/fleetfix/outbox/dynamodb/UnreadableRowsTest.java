package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.sweeper.DueEntriesContract;
import io.fleetfix.outbox.delivery.ReleaseQuarantined;
import io.fleetfix.outbox.delivery.ReleaseQuarantined.Order;
import io.fleetfix.outbox.delivery.ReleaseQuarantined.Released;
import io.fleetfix.outbox.delivery.ReleaseQuarantined.Released.Result;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
              assertThat(row.reason()).isEqualTo(QuarantineReason.unreadable(PROBLEM));
            });
    assertThatThrownBy(() -> ledger.find(broken.eventId())).isInstanceOf(UnreadableRow.class);
  }

  @Test
  void anUnreadableAgeIsReportedAsUnknownAndTheRowIsNamed() throws Exception {
    OutboxEntry broken = Parcels.entry();
    tables.plant(broken, "occurredAt", "yesterday");
    tables.raised(NOON);

    Oldest unknown =
        new Oldest.Unknown(List.of(new Unreadable("OUTBOX#" + broken.eventId(), PROBLEM)));
    eventually(() -> assertThat(ledger.size()).isEqualTo(new OutboxSize(2, unknown, 0)));
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        Arguments.of(Damage.missing("eventType"), "eventType is missing"),
        Arguments.of(Damage.missing("schemaVersion"), "schemaVersion is missing"),
        Arguments.of(Damage.missing("parcelId"), "parcelId is missing"),
        Arguments.of(Damage.number("eventType"), "eventType is not a string"),
        Arguments.of(Damage.text("sequence", "4"), "sequence is not a whole number"),
        Arguments.of(Damage.text("resends", "4"), "resends is not a whole number"),
        Arguments.of(Damage.text("occurredAt", "2025-13-01"), PROBLEM),
        Arguments.of(
            Damage.text("eventId", "00000000-0000-5000-8000-000000000000"),
            "eventId does not match the row's key"));
  }

  /** It stays in quarantine until it is mended, and then it is released like any other. */
  @ParameterizedTest
  @MethodSource("damages")
  void aReleaseSkipsADamagedRow(Damage damage, String problem) throws Exception {
    OutboxEntry broken = tables.raised(NOON);
    Map<String, AttributeValue> before = tables.row(broken);
    damage.on(tables, FreshTables.keyOf(broken));
    OutboxEntry refused = tables.raised(NOON);
    ledger.quarantine(refused, QuarantineReason.refused("TooLarge"), TWO_O_CLOCK);
    eventually(
        () ->
            assertThat(ledger.due(TWO_O_CLOCK, DueEntriesContract.NEVER, 10).unreadable())
                .hasSize(1));
    Order all = new Order(null, false);
    ReleaseQuarantined release = new ReleaseQuarantined(ledger, () -> TWO_O_CLOCK);

    assertThat(release.release(all, new PageRequest(10, null)).items())
        .containsExactlyInAnyOrder(
            new Released(refused.eventId().toString(), "TooLarge", Result.RELEASED),
            new Released(broken.eventId().toString(), "UNREADABLE", Result.UNREADABLE));

    assertThatExceptionOfType(UnreadableRow.class)
        .isThrownBy(() -> release.release(broken.eventId()))
        .satisfies(
            row ->
                assertThat(row.row())
                    .isEqualTo(new Unreadable("OUTBOX#" + broken.eventId(), problem)));
    assertThat(tables.row(broken)).containsEntry("reason", AttributeValue.fromS(problem));
    mend(broken, before.get(damage.attribute()), damage.attribute());
    assertThat(release.release(all, new PageRequest(10, null)).items())
        .extracting(Released::result)
        .containsExactly(Result.RELEASED);
    assertThat(ledger.find(broken.eventId())).contains(Delivery.pending(broken));
  }

  private void mend(OutboxEntry entry, @Nullable AttributeValue value, String attribute) {
    new Damage(attribute, value).on(tables, FreshTables.keyOf(entry));
  }

  /** Earlier releases stored the text of the reason alone. */
  @Test
  void derivesTheCodeOfAReasonFromItsText() throws Exception {
    for (String text : List.of("Refused by the bus: TooLarge", "eventType is missing")) {
      OutboxEntry entry = tables.raised(NOON);
      ledger.quarantine(entry, QuarantineReason.ofText(text), TWO_O_CLOCK);
      Damage.missing("reasonCode").on(tables, FreshTables.keyOf(entry));
    }

    eventually(
        () ->
            assertThat(ledger.quarantined(new PageRequest(10, null)).items())
                .extracting(quarantined -> quarantined.reason().code())
                .containsExactlyInAnyOrder("TooLarge", "UNREADABLE"));
  }

  /** Those that sort after all valid times would never be due. */
  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "0", "2025-11-12T1", "~"})
  void aRowWithoutAValidDueTimeIsDue(String dueAt) throws Exception {
    OutboxEntry entry = tables.raised(NOON);
    Damage.text(OutboxTable.DUE_AT, dueAt).on(tables, FreshTables.keyOf(entry));

    eventually(
        () ->
            assertThat(ledger.due(TWO_O_CLOCK, DueEntriesContract.NEVER, 10).items())
                .containsExactly(Delivery.pending(entry)));

    ledger.claimResend(Delivery.pending(entry), NOON, TWO_O_CLOCK.plusSeconds(1));
    assertThat(ledger.due(TWO_O_CLOCK, DueEntriesContract.NEVER, 10).items()).isEmpty();
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
    return IndexListing.ofLists(tables.client(), FreshTables.TABLE, ReadProblems.LOGGED)
        .page(
            OutboxTable.listShards(ParcelRows.SHIPPED),
            request,
            row -> Optional.of(rows.read(row)));
  }
}
