package io.fleetfix.support.benchmarks;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.outbox.dynamodb.DynamoDbUnitOfWork;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision.Accepted;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Completed repairs whose events are not relayed yet. Each has three records in the stream. */
final class Backlog {
  /** Drained as a warm-up, before the measurement starts. */
  static final int WARM_UP = 2_000;

  static final int MEASURED = 10_000;

  /** A commit may have a hundred rows, and a completion has two. */
  private static final int REPAIRS_OF_A_COMMIT = 50;

  private final RandomGenerator random = new SecureRandom();
  private final DynamoDbUnitOfWork unitOfWork;

  Backlog(DynamoDbConnection connection, OutboxTable table) {
    unitOfWork = new Product(connection, table).unitOfWork(random);
  }

  void fill() {
    for (int filled = 0; filled < WARM_UP + MEASURED; filled += REPAIRS_OF_A_COMMIT) {
      List<Change<Repair>> opened =
          Stream.generate(() -> opened(random)).limit(REPAIRS_OF_A_COMMIT).toList();
      unitOfWork.commit(opened.toArray(Change<?>[]::new));
      unitOfWork.commit(opened.stream().map(Backlog::completed).toArray(Change<?>[]::new));
    }
  }

  /** A new repair that is not committed yet. */
  static Change<Repair> opened(RandomGenerator random) {
    return Repair.open(
        RepairId.random(random),
        new Vehicle("B-FF 123", "VW", "Golf"),
        new Customer("Ada Example", "ada@example.com"),
        "Brakes squeal",
        Money.currency("currency", "EUR"),
        Instant.now());
  }

  private static Change<Repair> completed(Change<Repair> opened) {
    return switch (opened.state().complete(Instant.now())) {
      case Accepted<Repair, ?> accepted -> accepted.change();
      case Object other -> throw new IllegalStateException("Not completed: " + other);
    };
  }
}
