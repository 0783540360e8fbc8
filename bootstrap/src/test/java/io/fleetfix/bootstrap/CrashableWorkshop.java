package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.feature.StoreKind;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.ApplicationModule;
import io.fleetfix.bootstrap.wiring.DynamoDbModule;
import io.fleetfix.bootstrap.wiring.HttpModule;
import io.fleetfix.bootstrap.wiring.RelayModule;
import io.fleetfix.outbox.contracts.FileBus;
import io.fleetfix.outbox.contracts.FileBus.Answer;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.inmemory.queue.InMemoryDeadLetters;
import io.fleetfix.outbox.inmemory.queue.InMemoryQueueSizes;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.queue.QueueSizes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The service with its relay on DynamoDB, as a process to kill. Its bus is a file that fails now
 * and then; the file name is the only argument.
 */
final class CrashableWorkshop {
  static final OutboxTable TABLE = new OutboxTable("workshop");

  /** Short, because a killed process keeps its lease until it expires. */
  private static final Duration LEASE_TIME = Duration.ofMillis(600);

  /** The bus fails for one entry in this many. */
  private static final int FAULTS = 40;

  private CrashableWorkshop() {}

  @SuppressWarnings("SystemOut") // how its starter learns the port
  public static void main(String[] arguments) {
    FileBus bus = FileBus.in(Path.of(arguments[0]));
    RandomGenerator random = new SplittableRandom();
    bus.misbehave(
        entry ->
            switch (random.nextInt(FAULTS)) {
              case 0 -> Answer.THROTTLE;
              case 1 -> Answer.ACCEPT_THEN_FAIL;
              default -> Answer.ACCEPT;
            });
    WorkshopConfig config = WorkshopConfig.of(Map.of("FLEETFIX_HTTP_PORT", "0"));
    RunningWorkshop running =
        RunningWorkshop.start(
            List.of(
                new ApplicationModule(config, StoreKind.DYNAMO_DB),
                new DynamoDbModule(DynamoDbConnection.fromEnvironment(), TABLE, LEASE_TIME),
                new FileBusModule(bus),
                new RelayModule(),
                new HttpModule(config)));
    System.out.println(running.port());
  }

  private static final class FileBusModule extends AbstractModule {
    private final FileBus bus;

    FileBusModule(FileBus bus) {
      this.bus = bus;
    }

    @Override
    protected void configure() {
      bind(EventBus.class).toInstance(bus);
      bind(DeadLetters.class).toInstance(new InMemoryDeadLetters(Map.of(), InstantSource.system()));
      bind(QueueSizes.class).toInstance(new InMemoryQueueSizes(Map.of()));
    }
  }
}
