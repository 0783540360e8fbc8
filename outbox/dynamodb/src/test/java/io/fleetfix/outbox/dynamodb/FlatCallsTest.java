package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.UndeliveredEntries.Undelivered;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** What an operation calls and reads does not depend on how many rows there are. */
@ExtendWith(DynamoDbLocalExtension.class)
class FlatCallsTest {
  private static final int FEW = 40;
  private static final PageRequest PAGE = new PageRequest(10, null);

  private enum Operation {
    COMMIT,
    STATUS,
    DUE,
    FIND,
    CONFIRM,
    QUARANTINE,
    RELEASE,
    LIST_OF_PENDING,
    LIST_OF_QUARANTINED
  }

  /** Calls, and rows in their answers. */
  private record Cost(int calls, int rows) {}

  private static final Cost NOTHING = new Cost(0, 0);

  private final DynamoDbLocal local;

  FlatCallsTest(DynamoDbLocal local) {
    this.local = local;
  }

  @Test
  void noOperationCallsOrReadsMoreWhenThereAreTenTimesAsManyRows() {
    Map<Operation, Cost> few = costsWith(FEW);
    Map<Operation, Cost> many = costsWith(10 * FEW);

    few.forEach(
        (operation, cost) -> {
          Cost now = many.getOrDefault(operation, NOTHING);
          // How the due rows are spread decides how many calls find them.
          if (operation != Operation.DUE) {
            assertThat(now.calls()).as("calls of %s", operation).isEqualTo(cost.calls());
          }
          // The status counts what is pending, up to a limit per shard.
          if (operation != Operation.STATUS) {
            assertThat(now.rows())
                .as("rows of %s", operation)
                .isLessThanOrEqualTo(Math.max(cost.rows(), most(operation)));
          }
        });
  }

  /** A listing reads a page of each shard, where there are so many rows. */
  private static int most(Operation operation) {
    return operation == Operation.DUE
        ? 3 * PAGE.limit() + OutboxTable.DUE_SHARDS
        : OutboxTable.DUE_SHARDS * (PAGE.limit() + 1) + PAGE.limit();
  }

  private Map<Operation, Cost> costsWith(int rows) {
    Counter counter = new Counter();
    try (FreshTables tables = new FreshTables(local);
        DynamoDbClient client = tables.watchedClient(local.endpoint(), counter)) {
      List<OutboxEntry> raised = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        raised.add(tables.raised(NOON));
      }
      raised.subList(0, rows / 4).forEach(entry -> tables.ledger().confirm(entry, TWO_O_CLOCK));
      raised
          .subList(rows / 4, rows / 2)
          .forEach(
              entry ->
                  tables
                      .ledger()
                      .quarantine(entry, QuarantineReason.ofText("No use"), TWO_O_CLOCK));
      return costs(
          counter, client, raised.get(0), raised.get(rows / 4), raised.subList(rows / 2, rows));
    }
  }

  private static Map<Operation, Cost> costs(
      Counter counter,
      DynamoDbClient client,
      OutboxEntry delivered,
      OutboxEntry quarantined,
      List<OutboxEntry> pending) {
    DynamoDbUnitOfWork unitOfWork = FreshTables.unitOfWork(client);
    DynamoDbOutboxLedger ledger = FreshTables.ledger(client);
    Change<?> packed = Parcels.packed();
    Map<Operation, Cost> costs = new EnumMap<>(Operation.class);
    costs.put(Operation.COMMIT, counter.of(() -> unitOfWork.commit(packed)));
    costs.put(Operation.STATUS, counter.of(ledger::size));
    costs.put(Operation.DUE, counter.of(() -> ledger.due(Instant.MAX, Instant.MAX, PAGE.limit())));
    costs.put(Operation.FIND, counter.of(() -> ledger.find(delivered.eventId())));
    costs.put(Operation.CONFIRM, counter.of(() -> ledger.confirm(pending.getFirst(), TWO_O_CLOCK)));
    costs.put(
        Operation.QUARANTINE,
        counter.of(
            () ->
                ledger.quarantine(
                    pending.getLast(), QuarantineReason.ofText("No use"), TWO_O_CLOCK)));
    costs.put(
        Operation.RELEASE, counter.of(() -> ledger.release(quarantined.eventId(), TWO_O_CLOCK)));
    costs.put(Operation.LIST_OF_PENDING, counter.of(() -> ledger.list(Undelivered.PENDING, PAGE)));
    costs.put(
        Operation.LIST_OF_QUARANTINED,
        counter.of(() -> ledger.list(Undelivered.QUARANTINED, PAGE)));
    return costs;
  }

  private static final class Counter implements ExecutionInterceptor {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger rows = new AtomicInteger();

    Cost of(Runnable operation) {
      calls.set(0);
      rows.set(0);
      operation.run();
      return new Cost(calls.get(), rows.get());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      calls.incrementAndGet();
      switch (context.response()) {
        case QueryResponse query -> rows.addAndGet(query.scannedCount());
        case BatchGetItemResponse batch ->
            rows.addAndGet(batch.responses().values().stream().mapToInt(List::size).sum());
        default -> {} // one row
      }
    }
  }
}
