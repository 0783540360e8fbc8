package io.fleetfix.outbox.dynamodb.relaytable;

import static java.util.stream.Collectors.toMap;

import io.fleetfix.outbox.dynamodb.relaytable.RelayRows.Condition;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps the memory of reconciliation in one row, next to the lease that says which instance
 * reconciles.
 */
public record DynamoDbReconcileMemory(RelayRows rows) implements ReconcileMemory {
  private static final String PK = "RECONCILER#MEMORY";
  private static final String UP_TO = "upTo";
  private static final String OPEN = "open";

  /** Keeps the memory in the relay's table. */
  public static DynamoDbReconcileMemory of(DynamoDbConnection connection, OutboxTable table) {
    return new DynamoDbReconcileMemory(new SdkRelayRows(connection.tables(), table.relayName()));
  }

  @Override
  public Compared latest() {
    Map<String, AttributeValue> row = rows.get(PK);
    AttributeValue upTo = row.get(UP_TO);
    SortedMap<String, SortedSet<String>> open = new TreeMap<>();
    row.getOrDefault(OPEN, AttributeValue.fromM(Map.of()))
        .m()
        .forEach(
            (id, kinds) -> {
              SortedSet<String> names = new TreeSet<>();
              kinds.l().forEach(kind -> names.add(kind.s()));
              open.put(id, names);
            });
    return new Compared(upTo == null ? null : Instant.parse(upTo.s()), open);
  }

  @Override
  public void save(Compared compared) {
    Map<String, AttributeValue> row = new HashMap<>();
    row.put(
        OPEN,
        AttributeValue.fromM(
            compared.open().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, open -> kinds(open.getValue())))));
    Instant upTo = compared.upTo();
    if (upTo != null) {
      row.put(UP_TO, AttributeValue.fromS(UtcMillis.text(upTo)));
    }
    rows.put(PK, row, new Condition.Any());
  }

  private static AttributeValue kinds(SortedSet<String> kinds) {
    return AttributeValue.fromL(kinds.stream().map(AttributeValue::fromS).toList());
  }
}
