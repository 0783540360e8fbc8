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

/** The workshop's unit of work on the table. */
public final class DynamoDbWorkshopUnitOfWork extends DynamoDbUnitOfWork implements UnitOfWork {
  /**
   * Creates a unit of work that writes to this table.
   *
   * @param client configured with timeouts
   * @param random for commit ids and for the jitter of retry delays
   * @param nanoClock such as {@link System#nanoTime()}
   * @param trace supplies the caller's trace context, once per commit
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
