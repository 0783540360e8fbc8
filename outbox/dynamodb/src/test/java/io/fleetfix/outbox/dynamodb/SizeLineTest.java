package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Pending entries whose time cannot be read do not hide how many others are pending. */
@ExtendWith(DynamoDbLocalExtension.class)
class SizeLineTest implements HeadOfLineContract {
  private final DynamoDbLocal local;

  SizeLineTest(DynamoDbLocal local) {
    this.local = local;
  }

  @Override
  public Line newLine() {
    return new SizeLine();
  }

  /** Each round asks once; an entry is done when it is counted. */
  private final class SizeLine implements Line {
    private final FreshTables tables = new FreshTables(local);
    private final Set<String> named = new HashSet<>();
    private int raised;
    private int failing;
    private int counted;

    @Override
    public int window() {
      return 3;
    }

    @Override
    public List<String> addFailing(int count) {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        OutboxEntry entry = raise();
        Damage.text("occurredAt", "yesterday").on(tables, FreshTables.keyOf(entry));
        keys.add("OUTBOX#" + entry.eventId());
      }
      failing += count;
      return keys;
    }

    @Override
    public void addHealthy(int count) {
      for (int i = 0; i < count; i++) {
        raise();
      }
    }

    private OutboxEntry raise() {
      return tables.raised(NOON.plusMillis(raised++));
    }

    @Override
    public void round() throws Exception {
      eventually(() -> assertThat(indexed()).isEqualTo(raised));
      OutboxSize size = tables.ledger().size();
      counted = (int) size.pending() - failing;
      if (size.oldest() instanceof Oldest.Unknown(List<Unreadable> rows)) {
        rows.forEach(row -> named.add(row.key()));
      }
    }

    /** How many rows the index has, which follows the table with a delay. */
    private int indexed() {
      return OutboxTable.pendingShards().stream()
          .mapToInt(
              shard ->
                  tables
                      .client()
                      .query(
                          query ->
                              query
                                  .tableName(FreshTables.TABLE.name())
                                  .indexName(OutboxTable.DUE_INDEX)
                                  .select(Select.COUNT)
                                  .keyConditionExpression("#shard = :shard")
                                  .expressionAttributeNames(Map.of("#shard", OutboxTable.DUE_SHARD))
                                  .expressionAttributeValues(
                                      Map.of(":shard", AttributeValue.fromS(shard))))
                      .count())
          .sum();
    }

    @Override
    public int done() {
      return counted;
    }

    @Override
    public Set<String> named() {
      return Set.copyOf(named);
    }

    @Override
    public void close() {
      tables.close();
    }
  }
}
