package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.dynamodb.relaytable.RelayRows.Condition;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.upkeep.SweepMemory;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps the sweeper's memory in one row, next to the lease that says which instance sweeps. */
public record DynamoDbSweepMemory(RelayRows rows) implements SweepMemory {
  private static final String PK = "SWEEPER#ROUNDS";
  private static final String FAST = "fast";
  private static final String SILENT = "silent";
  private static final String NEXT_ALLOWANCE = "nextAllowance";
  private static final String PROBES = "probes";

  /** Keeps the memory in the relay's table. */
  public static DynamoDbSweepMemory of(DynamoDbConnection connection, OutboxTable table) {
    return new DynamoDbSweepMemory(new SdkRelayRows(connection.tables(), table.relayName()));
  }

  @Override
  public Rounds latest() {
    Map<String, AttributeValue> row = rows.get(PK);
    return new Rounds(
        number(row, FAST),
        (int) number(row, SILENT),
        (int) number(row, NEXT_ALLOWANCE),
        probes(row));
  }

  private static List<EventId> probes(Map<String, AttributeValue> row) {
    return row.getOrDefault(PROBES, AttributeValue.fromL(List.of())).l().stream()
        .flatMap(probe -> EventId.parse(probe.s()).stream())
        .toList();
  }

  @Override
  public void save(Rounds rounds) {
    rows.put(
        PK,
        Map.of(
            FAST, number(rounds.fast()),
            SILENT, number(rounds.silent()),
            NEXT_ALLOWANCE, number(rounds.nextAllowance()),
            PROBES,
                AttributeValue.fromL(
                    rounds.probes().stream()
                        .map(probe -> AttributeValue.fromS(probe.toString()))
                        .toList())),
        new Condition.Any());
  }

  private static long number(Map<String, AttributeValue> row, String name) {
    return Long.parseLong(row.getOrDefault(name, AttributeValue.fromN("0")).n());
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
