package io.fleetfix.support.benchmarks;

import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.dynamodb.DynamoDbQuarantine;
import io.fleetfix.adapter.dynamodb.DynamoDbRepairs;
import io.fleetfix.adapter.dynamodb.DynamoDbUnitOfWork;
import io.fleetfix.adapter.dynamodb.TableCheck;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.application.outbox.RelayOutbox;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.domain.RepairId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The product: use case, unit of work, stream with lease and checkpoints, relay. */
final class ProductRelay implements RelaySubject {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final CompleteRepair completeRepair;
  private final DynamoDbOutboxStream stream;

  ProductRelay(DynamoDbConnection connection, WorkshopTable table, RandomGenerator random) {
    Clock clock = Clock.systemUTC();
    DynamoDbQuarantine quarantine = new DynamoDbQuarantine(connection.tables(), table);
    this.completeRepair =
        new CompleteRepair(
            new DynamoDbRepairs(connection.tables(), table),
            new DynamoDbUnitOfWork(connection.tables(), table, random, System::nanoTime),
            clock);
    this.stream =
        DynamoDbOutboxStream.of(
            connection,
            table,
            new TableCheck(connection.tables(), table).run(),
            (row, reason) -> quarantine.enter(row, reason, clock.instant()),
            DynamoDbOutboxStream.LEASE_TIME,
            System::nanoTime);
  }

  @Override
  public String complete(String repairId) {
    return switch (completeRepair.complete(new RepairId(repairId))) {
      case Done(var repair) -> repair.closingEvent().orElseThrow().eventId().toString();
      case Object other -> throw new IllegalStateException("Not completed: " + other);
    };
  }

  @Override
  public void relay(Consumer<List<String>> bus) throws InterruptedException {
    RelayOutbox relay =
        new RelayOutbox(
            stream,
            entries -> {
              bus.accept(entries.stream().map(entry -> entry.eventId().toString()).toList());
              return List.of();
            });
    relay.relay(PATIENCE);
  }
}
