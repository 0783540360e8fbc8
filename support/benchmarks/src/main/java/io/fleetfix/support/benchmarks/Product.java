package io.fleetfix.support.benchmarks;

import io.fleetfix.adapter.dynamodb.RepairRowMapping;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.outbox.dynamodb.DynamoDbUnitOfWork;
import io.fleetfix.outbox.dynamodb.RowMappings;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The product's unit of work and stream, wired as in the service. */
record Product(DynamoDbConnection connection, OutboxTable table) {
  /** Commits repairs outside of any trace. */
  DynamoDbUnitOfWork unitOfWork(RandomGenerator random) {
    return new DynamoDbUnitOfWork(
        connection.tables(),
        table,
        WorkshopOutbox.FORMAT,
        new RowMappings(new RepairRowMapping()),
        random,
        System::nanoTime);
  }

  /** The stream with lease and checkpoints. Unreadable rows are quarantined. */
  DynamoDbOutboxStream stream() {
    InstantSource clock = InstantSource.system();
    DynamoDbOutboxLedger ledger =
        new DynamoDbOutboxLedger(
            connection.tables(), table, WorkshopOutbox.FORMAT, clock, ReadProblems.LOGGED);
    return DynamoDbOutboxStream.of(
        connection,
        table,
        WorkshopOutbox.FORMAT,
        new TableCheck(connection.tables(), table).run(),
        (row, reason) -> ledger.quarantine(row, reason, clock.instant()),
        DynamoDbOutboxStream.LEASE_TIME,
        System::nanoTime);
  }
}
