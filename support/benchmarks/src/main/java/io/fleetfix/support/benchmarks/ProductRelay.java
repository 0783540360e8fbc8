package io.fleetfix.support.benchmarks;

import io.fleetfix.adapter.dynamodb.DynamoDbRepairs;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.dynamodb.DynamoDbIdempotencyRecords;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The product: use case, unit of work, stream with lease and checkpoints, and relay. */
final class ProductRelay implements RelaySubject {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** Without a profile, completing a repair checks no more than its total. */
  private static final Workshop WORKSHOP =
      new Workshop(Currency.getInstance("EUR"), ZoneOffset.UTC, new InvoiceSeries("INV"));

  private final CompleteRepair completeRepair;
  private final DynamoDbOutboxStream stream;

  ProductRelay(DynamoDbConnection connection, OutboxTable table, RandomGenerator random) {
    Clock clock = Clock.systemUTC();
    Product product = new Product(connection, table);
    DynamoDbRepairs repairs = new DynamoDbRepairs(connection.tables(), table, ReadProblems.LOGGED);
    ExecuteCommand<Repair, Refusal> command =
        new ExecuteCommand<>(
            id -> repairs.find(new RepairId(id)),
            new DynamoDbIdempotencyRecords(connection.tables(), table, ReadProblems.LOGGED),
            product.unitOfWork(random),
            clock);
    this.completeRepair = new CompleteRepair(command, WORKSHOP, clock);
    this.stream = product.stream();
  }

  @Override
  public String complete(String repairId) {
    RepairId id = new RepairId(repairId);
    return switch (completeRepair.complete(id, Billing.INVOICE, CommandOptions.NONE)) {
      case Done<Repair, Refusal>(Repair repair) ->
          repair.closingEvent().orElseThrow().eventId().toString();
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
