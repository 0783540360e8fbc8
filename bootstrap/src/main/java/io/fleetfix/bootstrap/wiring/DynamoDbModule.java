package io.fleetfix.bootstrap.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.dynamodb.DynamoDbWorkshopUnitOfWork;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.bootstrap.feature.ComponentModule;
import io.fleetfix.bootstrap.metrics.UnreadableRowsMeter;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.run.WatchedUnitOfWork;
import io.fleetfix.bootstrap.telemetry.Tracing;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.dynamodb.DynamoDbIdempotencyRecords;
import io.fleetfix.outbox.dynamodb.RowMapping;
import io.fleetfix.outbox.dynamodb.RowMappings;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbHeartbeat;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbLeadership;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbReceipts;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbReconcileMemory;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbRedeliveries;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbSweepMemory;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.health.Heartbeat;
import io.fleetfix.outbox.health.WriteCheck;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.UndeliveredEntries;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.port.upkeep.SweepMemory;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The store on DynamoDB, and its stream. */
public final class DynamoDbModule extends ComponentModule {
  /** More than three times the pause between two rounds. */
  private static final Duration LEADERSHIP_TIME = SweepOutbox.EVERY.multipliedBy(4);

  private final DynamoDbConnection connection;
  private final OutboxTable table;
  private final String streamArn;
  private final Duration leaseTime;

  /**
   * Checks the tables first, so that an unsuitable table stops the start.
   *
   * @param connection the module closes it when the service stops
   * @throws io.fleetfix.outbox.dynamodb.table.TableMismatch if a table is missing or unsuitable
   */
  public DynamoDbModule(DynamoDbConnection connection, OutboxTable table, Duration leaseTime) {
    this.connection = connection;
    this.table = table;
    this.leaseTime = leaseTime;
    this.streamArn = new TableCheck(connection.tables(), table).run();
  }

  @Override
  protected void configure() {
    bind(DynamoDbConnection.class).toInstance(connection);
    bind(DynamoDbClient.class).toInstance(connection.tables());
    bind(OutboxTable.class).toInstance(table);
    bind(OutboxFormat.class).toInstance(WorkshopOutbox.FORMAT);
    construct(
        DynamoDbIdempotencyRecords.class,
        DynamoDbOutboxLedger.class,
        DynamoDbRedeliveries.class,
        UnreadableRowsMeter.class);
    bind(IdempotencyRecords.class).to(DynamoDbIdempotencyRecords.class);
    bind(OutboxLedger.class).to(DynamoDbOutboxLedger.class);
    bind(UndeliveredEntries.class).to(DynamoDbOutboxLedger.class);
    bind(Redeliveries.class).to(DynamoDbRedeliveries.class);
    bind(Receipts.class).toInstance(DynamoDbReceipts.of(connection, table, System::nanoTime));
    bind(SweepMemory.class).toInstance(DynamoDbSweepMemory.of(connection, table));
    bind(Heartbeat.class).toInstance(DynamoDbHeartbeat.of(connection, table));
    bind(ReconcileMemory.class).toInstance(DynamoDbReconcileMemory.of(connection, table));
    bind(OutboxStream.class).to(DynamoDbOutboxStream.class);
  }

  @Provides
  @Singleton
  static RowMappings mappings(Set<RowMapping<?>> mappings) {
    return new RowMappings(mappings.toArray(RowMapping<?>[]::new));
  }

  @Provides
  @Singleton
  static ReadProblems readProblems(UnreadableRowsMeter meter) {
    return ReadProblems.LOGGED.and(meter);
  }

  @Provides
  static Set<Class<? extends Aggregate>> stored(RowMappings mappings) {
    return mappings.types();
  }

  @Provides
  @Singleton
  UnitOfWork unitOfWork(RowMappings mappings, RandomGenerator random, WriteCheck writes) {
    return new WatchedUnitOfWork(
        new DynamoDbWorkshopUnitOfWork(
            connection.tables(), table, mappings, random, System::nanoTime, Tracing::current),
        writes);
  }

  @Provides
  @Singleton
  DynamoDbOutboxStream stream(DynamoDbOutboxLedger ledger, InstantSource clock) {
    return DynamoDbOutboxStream.of(
        connection,
        table,
        WorkshopOutbox.FORMAT,
        streamArn,
        (row, reason) -> ledger.quarantine(row, reason, clock.instant()),
        leaseTime,
        System::nanoTime);
  }

  @Provides
  @Singleton
  DynamoDbTurns turns() {
    return new DynamoDbTurns(
        work -> DynamoDbLeadership.of(connection, table, work, LEADERSHIP_TIME, System::nanoTime));
  }

  @Provides
  static Leadership leadership(DynamoDbTurns turns) {
    return turns;
  }

  @ProvidesIntoSet
  ClosedLast closed(DynamoDbOutboxStream stream, DynamoDbTurns turns) {
    return () -> {
      turns.close();
      stream.close();
      connection.close();
    };
  }
}
