package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * No sequence of operations gives an outbox row an expiry before it is delivered. The table's
 * stream shows every state that a row was in.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class ExpiryPropertyTest {
  private static final int EVENTS = 5;
  private static final int STEPS = 150;

  private final FreshTables tables;

  ExpiryPropertyTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anUndeliveredRowNeverExpires(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<OutboxEntry> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(tables.raised(NOON.plusSeconds(i)));
    }
    for (int step = 0; step < STEPS; step++) {
      doSomething(random, events.get(random.nextInt(EVENTS)), NOON.plusSeconds(60L * step));
    }

    List<Map<String, AttributeValue>> states = everyStateOfTheOutbox();
    assertThat(states).hasSizeGreaterThan(3 * EVENTS);
    assertThat(states)
        .allMatch(row -> row.containsKey("deliveredAt") == row.containsKey("expiresAt"));
    assertThat(states).anyMatch(row -> row.containsKey("quarantinedAt"));
    assertThat(states).anyMatch(row -> row.containsKey("expiresAt"));
  }

  private void doSomething(SplittableRandom random, OutboxEntry entry, Instant at) {
    DynamoDbOutboxLedger ledger = tables.ledger();
    switch (random.nextInt(12)) {
      case 0 -> ledger.confirm(entry, at);
      case 1, 2, 3 -> ledger.quarantine(entry, QuarantineReason.ofText("No use"), at);
      case 4, 5, 6 -> ledger.release(entry.eventId(), at);
      case 7, 8 -> ledger.recordRefusal(entry);
      default ->
          ledger.claimResend(
              ledger.find(entry.eventId()).orElseThrow(),
              at,
              at.plusSeconds(random.nextLong(3_600)));
    }
  }

  private List<Map<String, AttributeValue>> everyStateOfTheOutbox() {
    DynamoDbStreamsClient streams = tables.connection().streams();
    String arn = new TableCheck(tables.client(), FreshTables.TABLE).run();
    List<Map<String, AttributeValue>> states = new ArrayList<>();
    streams
        .describeStream(describe -> describe.streamArn(arn))
        .streamDescription()
        .shards()
        .forEach(shard -> states.addAll(states(streams, arn, shard.shardId())));
    return states;
  }

  private static List<Map<String, AttributeValue>> states(
      DynamoDbStreamsClient streams, String arn, String shardId) {
    List<Map<String, AttributeValue>> states = new ArrayList<>();
    String iterator =
        streams
            .getShardIterator(
                get ->
                    get.streamArn(arn)
                        .shardId(shardId)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    List<Record> records = List.of();
    do {
      String from = iterator;
      var page = streams.getRecords(get -> get.shardIterator(from));
      records = page.records();
      records.stream()
          .map(change -> change.dynamodb().newImage())
          .filter(row -> AttributeValue.fromS("OUTBOX").equals(row.get("entityType")))
          .forEach(states::add);
      iterator = page.nextShardIterator();
    } while (iterator != null && !records.isEmpty());
    return states;
  }
}
