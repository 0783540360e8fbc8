package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static io.fleetfix.outbox.contracts.Together.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcel.Refusal;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A command that fails leaves nothing in the table or its stream. */
@ExtendWith(DynamoDbLocalExtension.class)
class NoGhostTest {
  private final FreshTables tables;
  private final DynamoDbStreamsClient streams;

  NoGhostTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
    streams = tables.connection().streams();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void shippingAnUnknownParcelLeavesNoRowsOrStreamRecords() {
    Outcome<Parcel, Refusal> outcome = ship(Parcels.anId());
    Change<Parcel> ghost = Parcels.shipped(NOON);
    assertThatThrownBy(() -> tables.unitOfWork().commit(ghost))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(outcome).isEqualTo(new NotFound<>());
    assertThat(rows()).isEmpty();
    assertThat(records()).isEmpty();
  }

  @Test
  void sixteenThreadsShippingOneParcelLeaveOneEvent() throws Exception {
    Parcel packed = tables.packed();

    List<Outcome<Parcel, Refusal>> outcomes = together(16, () -> ship(packed.id()));

    assertThat(outcomes).containsOnly(outcomes.getFirst());
    assertThat(rows()).hasSize(2);
    assertThat(records())
        .filteredOn(
            record -> new ItemReader(record.dynamodb().keys()).text("pk").startsWith("OUTBOX#"))
        .hasSize(1);
  }

  @Test
  void anExistingOutboxRowFailsTheWholeCommit() {
    Parcel packed = tables.packed();
    Change<Parcel> shipped = Parcels.shipped(packed, TWO_O_CLOCK);
    Map<String, AttributeValue> planted =
        FreshTables.keyOf(OutboxEntry.of(shipped.events().getFirst()));
    tables.client().putItem(put -> put.tableName(FreshTables.TABLE.name()).item(planted));

    assertThatThrownBy(() -> tables.unitOfWork().commit(shipped))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(tables.parcel(packed.id())).contains(packed);
  }

  private Outcome<Parcel, Refusal> ship(String id) {
    return new ExecuteCommand<Parcel, Refusal>(
            tables::parcel,
            tables.idempotencyRecords(),
            tables.unitOfWork(),
            InstantSource.fixed(TWO_O_CLOCK))
        .change(id, parcel -> parcel.ship(TWO_O_CLOCK), CommandOptions.NONE);
  }

  private List<Map<String, AttributeValue>> rows() {
    return tables.client().scan(scan -> scan.tableName(FreshTables.TABLE.name())).items();
  }

  private List<Record> records() {
    String stream =
        tables
            .client()
            .describeTable(table -> table.tableName(FreshTables.TABLE.name()))
            .table()
            .latestStreamArn();
    return streams
        .describeStream(describe -> describe.streamArn(stream))
        .streamDescription()
        .shards()
        .stream()
        .map(
            shard ->
                streams.getShardIterator(
                    iterator ->
                        iterator
                            .streamArn(stream)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON)))
        .flatMap(
            iterator ->
                streams
                    .getRecords(get -> get.shardIterator(iterator.shardIterator()))
                    .records()
                    .stream())
        .toList();
  }
}
