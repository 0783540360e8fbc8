package io.fleetfix.support.benchmarks;

import io.fleetfix.adapter.eventbridge.EventBridgeBus;
import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * One round of one subject, in a process of its own: drains a {@link Backlog} and, after a warm-up,
 * prints events per second and milliseconds of processor time per event.
 */
final class DrainRound {
  static final OutboxTable TABLE = new OutboxTable("workshop");
  static final String BUS = "workshop";

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private DrainRound() {}

  /**
   * Arguments: {@code product}, {@code raw} or {@code unthrottled}, which is raw without the
   * service's read limit; the access key of the database; the endpoints of DynamoDB Local and of
   * the local EventBridge.
   */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(args[1], "local"));
    try (DynamoDbConnection tables =
            DynamoDbConnection.to(URI.create(args[2]), Region.EU_CENTRAL_1, credentials);
        EventBridgeConnection events =
            EventBridgeConnection.to(URI.create(args[3]), Region.EU_CENTRAL_1, credentials)) {
      Drain drain =
          switch (args[0]) {
            case "product" -> product(tables, events);
            case "raw" -> raw(tables, events, RawShard.AS_OFTEN_AS_THE_SERVICE_LETS);
            case "unthrottled" -> raw(tables, events, Duration.ZERO);
            default -> throw new IllegalArgumentException(args[0]);
          };
      int warmUp = drain(drain, Backlog.WARM_UP);
      long start = System.nanoTime();
      Duration before = cpu();
      int drained = drain(drain, Backlog.WARM_UP + Backlog.MEASURED - warmUp);
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpu = cpu().minus(before).toNanos() / 1e6 / drained;
      out.printf(Locale.ROOT, "%.1f %.3f%n", drained / seconds, cpu);
    }
  }

  private static Drain raw(
      DynamoDbConnection tables, EventBridgeConnection events, Duration betweenReads) {
    return new RawDrain(new RawShard(tables, TABLE.name(), betweenReads), events.events(), BUS);
  }

  private static Drain product(DynamoDbConnection tables, EventBridgeConnection events) {
    RelayOutbox relay =
        new RelayOutbox(
            new Product(tables, TABLE).stream(),
            new EventBridgeBus(events.events(), BUS, WorkshopOutbox.FORMAT, new SecureRandom()));
    return () -> relay.relay(PATIENCE);
  }

  /** Drains at least this number of events, in whole pages. */
  private static int drain(Drain drain, int count) throws Exception {
    int drained = 0;
    while (drained < count) {
      drained += drain.next();
    }
    return drained;
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }
}
