package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.dynamodb.DynamoDbUnitOfWork;
import io.fleetfix.outbox.dynamodb.RowMappings;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.port.Traceparent;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The workshop's door to the table. */
public final class DynamoDbWorkshopUnitOfWork extends DynamoDbUnitOfWork implements UnitOfWork {
  /**
   * Writes into this table.
   *
   * @param client with timeouts
   * @param random for commit ids and for the jitter of pauses
   * @param nanoClock as {@link System#nanoTime()}
   * @param trace in which the caller is, asked in each commit
   */
  public DynamoDbWorkshopUnitOfWork(
      DynamoDbClient client,
      OutboxTable table,
      RowMappings mappings,
      RandomGenerator random,
      LongSupplier nanoClock,
      Supplier<Traceparent> trace) {
    super(client, table, WorkshopOutbox.FORMAT, mappings, random, nanoClock, trace);
  }
}
