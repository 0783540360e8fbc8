package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.util.Modules;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * {@code fleetfix aws}, whose next process need not wait long for what a killed one left behind.
 */
final class KillableWorkshop extends AbstractModule {
  private static final Duration LEASE_TIME = Duration.ofMillis(600);

  private KillableWorkshop() {}

  /** Reads the same settings as the service, and prints its port. */
  @SuppressWarnings("SystemOut") // its starter reads this
  public static void main(String[] arguments) {
    WorkshopConfig config = ServiceLauncher.config();
    RunningWorkshop running =
        RunningWorkshop.start(
            List.of(
                Modules.override(Wiring.aws(config, AwsConnections.fromEnvironment()))
                    .with(QuickMails.waits(), new KillableWorkshop())));
    System.out.println(running.port());
  }

  @Provides
  @Singleton
  static DynamoDbOutboxStream stream(
      DynamoDbConnection connection,
      OutboxTable table,
      DynamoDbOutboxLedger ledger,
      InstantSource clock) {
    return DynamoDbOutboxStream.of(
        connection,
        table,
        WorkshopOutbox.FORMAT,
        new TableCheck(connection.tables(), table).run(),
        (row, reason) -> ledger.quarantine(row, reason, clock.instant()),
        LEASE_TIME,
        System::nanoTime);
  }
}
