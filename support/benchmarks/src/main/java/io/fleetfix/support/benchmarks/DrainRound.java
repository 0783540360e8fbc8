package io.fleetfix.support.benchmarks;

import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.dynamodb.DynamoDbDeliveryLedger;
import io.fleetfix.adapter.dynamodb.DynamoDbUnitOfWork;
import io.fleetfix.adapter.dynamodb.TableCheck;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.adapter.eventbridge.EventBridgeBus;
import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.application.outbox.RelayOutbox;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Customer;
import io.fleetfix.domain.Decision.Accepted;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Vehicle;
import io.fleetfix.support.localaws.DynamoDbLocal;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * One round of one subject, in a process and a database of its own: drains a small backlog to warm
 * up, then a large one. Prints events a second, and milliseconds of processor time an event.
 */
final class DrainRound {
  static final String BUS = "workshop";
  static final int WARM_UP = 1_500;
  static final int BACKLOG = 10_000;

  private static final WorkshopTable TABLE = new WorkshopTable("workshop");
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** A commit takes a hundred rows, and a completion has two. */
  private static final int REPAIRS_OF_A_COMMIT = 50;

  private final DynamoDbConnection tables;
  private final EventBridgeConnection events;
  private final RandomGenerator random = new SecureRandom();

  private DrainRound(DynamoDbConnection tables, EventBridgeConnection events) {
    this.tables = tables;
    this.events = events;
  }

  /**
   * Arguments: {@code product}, {@code raw} or {@code unbridled}, which is raw without the
   * service's limit of reads; and where DynamoDB Local and the local EventBridge listen.
   */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    AwsCredentialsProvider credentials = DynamoDbLocal.freshDatabase();
    try (DynamoDbConnection tables =
            DynamoDbConnection.to(URI.create(args[1]), Region.EU_CENTRAL_1, credentials);
        EventBridgeConnection events =
            EventBridgeConnection.to(URI.create(args[2]), Region.EU_CENTRAL_1, credentials)) {
      TABLE.createIfMissing(tables.tables());
      DrainRound round = new DrainRound(tables, events);
      Drain drain = round.subject(args[0]);
      round.fill(WARM_UP);
      drain(drain, WARM_UP);
      round.fill(BACKLOG);
      long start = System.nanoTime();
      Duration before = cpu();
      drain(drain, BACKLOG);
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpu = cpu().minus(before).toNanos() / 1e6 / BACKLOG;
      out.printf(Locale.ROOT, "%.1f %.3f%n", BACKLOG / seconds, cpu);
    }
  }

  private Drain subject(String name) {
    return switch (name) {
      case "product" -> product();
      case "raw" -> raw(RawShard.AS_OFTEN_AS_THE_SERVICE_LETS);
      case "unbridled" -> raw(Duration.ZERO);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Drain raw(Duration betweenReads) {
    return new RawDrain(tables, TABLE.name(), betweenReads, events.events(), BUS);
  }

  private Drain product() {
    DynamoDbDeliveryLedger ledger = new DynamoDbDeliveryLedger(tables.tables(), TABLE);
    RelayOutbox relay =
        new RelayOutbox(
            DynamoDbOutboxStream.of(
                tables,
                TABLE,
                new TableCheck(tables.tables(), TABLE).run(),
                (row, reason) -> ledger.quarantine(row, reason, Instant.now()),
                DynamoDbOutboxStream.LEASE_TIME,
                System::nanoTime),
            new EventBridgeBus(events.events(), BUS, random));
    return () -> relay.relay(PATIENCE);
  }

  private static void drain(Drain drain, int count) throws Exception {
    int left = count;
    while (left > 0) {
      left -= drain.next();
    }
  }

  /** Opens and completes so many repairs: three records in the stream for each event. */
  private void fill(int count) {
    DynamoDbUnitOfWork unitOfWork =
        new DynamoDbUnitOfWork(tables.tables(), TABLE, random, System::nanoTime);
    for (int filled = 0; filled < count; filled += REPAIRS_OF_A_COMMIT) {
      List<Change<Repair>> opened =
          Stream.generate(this::opened)
              .limit(Math.min(REPAIRS_OF_A_COMMIT, count - filled))
              .toList();
      unitOfWork.commit(opened.toArray(Change<?>[]::new));
      unitOfWork.commit(opened.stream().map(DrainRound::completed).toArray(Change<?>[]::new));
    }
  }

  private Change<Repair> opened() {
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
      case Accepted(Change<Repair> change) -> change;
      case Object other -> throw new IllegalStateException("Not completed: " + other);
    };
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }
}
