package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.dynamodb.DynamoDbBacklog;
import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.dynamodb.DynamoDbDeliveryLedger;
import io.fleetfix.adapter.dynamodb.DynamoDbInvoices;
import io.fleetfix.adapter.dynamodb.DynamoDbNotices;
import io.fleetfix.adapter.dynamodb.DynamoDbQuarantine;
import io.fleetfix.adapter.dynamodb.DynamoDbRepairs;
import io.fleetfix.adapter.dynamodb.DynamoDbRequests;
import io.fleetfix.adapter.dynamodb.DynamoDbUnitOfWork;
import io.fleetfix.adapter.dynamodb.TableCheck;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbReceipts;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbRedeliveries;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbTurn;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.OutboxStream;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.telemetry.Tracing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The store on DynamoDB, with its stream. */
public final class DynamoDbModule extends AbstractModule {
  /** More than three times as long as the pause between two rounds. */
  private static final Duration TURN_TIME = UpkeepModule.SWEEP_EVERY.multipliedBy(4);

  private final DynamoDbConnection connection;
  private final WorkshopTable table;
  private final String streamArn;
  private final Duration leaseTime;

  /**
   * Looks at the tables first, so that a wrong one stops the start.
   *
   * @param connection closed when the service stops
   * @throws io.fleetfix.adapter.dynamodb.TableMismatch with what is wrong and what to do
   */
  public DynamoDbModule(DynamoDbConnection connection, WorkshopTable table, Duration leaseTime) {
    this.connection = connection;
    this.table = table;
    this.leaseTime = leaseTime;
    this.streamArn = new TableCheck(connection.tables(), table).run();
  }

  @Override
  protected void configure() {
    bind(Repairs.class).toInstance(new DynamoDbRepairs(connection.tables(), table));
    bind(Invoices.class).toInstance(new DynamoDbInvoices(connection.tables(), table));
    bind(Notices.class).toInstance(new DynamoDbNotices(connection.tables(), table));
    bind(Requests.class).toInstance(new DynamoDbRequests(connection.tables(), table));
    bind(DeliveryLedger.class).toInstance(new DynamoDbDeliveryLedger(connection.tables(), table));
    bind(DynamoDbQuarantine.class).toInstance(new DynamoDbQuarantine(connection.tables(), table));
    bind(Quarantine.class).to(DynamoDbQuarantine.class);
    bind(Receipts.class).toInstance(DynamoDbReceipts.of(connection, table, System::nanoTime));
    bind(Redeliveries.class).toInstance(new DynamoDbRedeliveries(connection, table));
    bind(OutboxStream.class).to(DynamoDbOutboxStream.class);
  }

  @Provides
  @Singleton
  UnitOfWork unitOfWork(RandomGenerator random) {
    return new DynamoDbUnitOfWork(
        connection.tables(), table, random, System::nanoTime, Tracing::current);
  }

  @Provides
  @Singleton
  Backlog backlog(DynamoDbQuarantine quarantine, InstantSource clock) {
    return new DynamoDbBacklog(connection.tables(), table, quarantine, clock);
  }

  @Provides
  @Singleton
  DynamoDbOutboxStream stream(DynamoDbQuarantine quarantine, InstantSource clock) {
    return DynamoDbOutboxStream.of(
        connection,
        table,
        streamArn,
        (row, reason) -> quarantine.enter(row, reason, clock.instant()),
        leaseTime,
        System::nanoTime);
  }

  @Provides
  @Singleton
  DynamoDbTurn turn() {
    return DynamoDbTurn.of(connection, table, TURN_TIME, System::nanoTime);
  }

  @Provides
  static Leadership turn(DynamoDbTurn turn) {
    return turn::isMine;
  }

  @ProvidesIntoSet
  ClosedLast closed(DynamoDbOutboxStream stream, DynamoDbTurn turn) {
    return () -> {
      turn.close();
      stream.close();
      connection.close();
    };
  }
}
