package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.outbox.contracts.Together.together;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.ConcurrencyConflict;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.RepairOutcome;
import io.fleetfix.application.repair.RepairOutcome.NotFound;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Repair;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.contract.StorageUnderTest;
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

/** What never happened leaves nothing behind, in the table or in its stream. */
@ExtendWith(DynamoDbLocalExtension.class)
class NoGhostTest {
  private final FreshTables tables;
  private final StorageUnderTest storage;
  private final DynamoDbStreamsClient streams;

  NoGhostTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
    storage = tables.storage();
    streams = tables.connection().streams();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void completingAnUnknownRepairLeavesNoRowAndNoStreamRecord() {
    RepairOutcome outcome = completeRepair().complete(aRepairId());
    Change<Repair> ghost = accepted(opened().state().complete(NOON));
    assertThatThrownBy(() -> storage.unitOfWork().commit(ghost))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(outcome).isEqualTo(new NotFound());
    assertThat(rows()).isEmpty();
    assertThat(records()).isEmpty();
  }

  @Test
  void sixteenThreadsCompletingOneRepairLeaveOneEvent() throws Exception {
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);

    List<RepairOutcome> outcomes =
        together(16, () -> completeRepair().complete(opened.state().id()));

    assertThat(outcomes).containsOnly(outcomes.getFirst());
    assertThat(rows()).hasSize(2);
    assertThat(records())
        .filteredOn(
            record -> Attributes.of(record.dynamodb().keys()).text("pk").startsWith("OUTBOX#"))
        .hasSize(1);
  }

  @Test
  void aPlantedOutboxRowKeepsTheWholeCommitOut() {
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);
    Change<Repair> completed = accepted(opened.state().complete(TWO_O_CLOCK));
    Map<String, AttributeValue> planted =
        OutboxItem.key(completed.events().getFirst().eventId(), opened.state().id());
    tables.client().putItem(put -> put.tableName(FreshTables.TABLE.name()).item(planted));

    assertThatThrownBy(() -> storage.unitOfWork().commit(completed))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.repairs().find(opened.state().id())).contains(opened.state());
  }

  private CompleteRepair completeRepair() {
    return new CompleteRepair(
        storage.repairs(), storage.unitOfWork(), InstantSource.fixed(TWO_O_CLOCK));
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
