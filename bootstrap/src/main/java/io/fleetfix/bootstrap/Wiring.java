package io.fleetfix.bootstrap;

import com.google.inject.Module;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the service runs on: for each profile the list of modules it is made of. */
final class Wiring {
  /** Nobody else can be there, since the data folder is locked: only a killed run's lease. */
  private static final Duration LOCAL_LEASE_TIME = Duration.ofSeconds(2);

  private Wiring() {}

  /** Store and bus in memory: forgets on exit. */
  static List<Module> memory(WorkshopConfig config) {
    return List.of(
        new ApplicationModule(config),
        new InMemoryStoreModule(),
        new InMemoryBusModule(),
        new RelayModule(),
        new UpkeepModule(),
        new HttpModule(config.http()));
  }

  /**
   * Store, bus and queues of AWS.
   *
   * @throws io.fleetfix.adapter.dynamodb.WrongTable if the table is not what the service needs
   */
  static List<Module> aws(WorkshopConfig config, AwsConnections connections) {
    List<Module> modules =
        new ArrayList<>(cloud(config, connections, DynamoDbOutboxStream.LEASE_TIME));
    if (config.relay() == Relay.EMBEDDED) {
      modules.add(new RelayModule());
      modules.add(new RelayMetricsModule());
    }
    return modules;
  }

  /** The same over the processes of a local run, where there is no Pipe. */
  static List<Module> local(WorkshopConfig config, AwsConnections connections) {
    List<Module> modules = new ArrayList<>(cloud(config, connections, LOCAL_LEASE_TIME));
    modules.add(new RelayModule());
    modules.add(new RelayMetricsModule());
    return modules;
  }

  private static List<Module> cloud(
      WorkshopConfig config, AwsConnections connections, Duration leaseTime) {
    AwsNames names = config.names();
    return List.of(
        new ApplicationModule(config),
        new DynamoDbModule(connections.dynamoDb(), new WorkshopTable(names.table()), leaseTime),
        new EventBridgeModule(connections.events(), names.eventBus()),
        new SqsModule(connections.queues(), names.queues()),
        new UpkeepModule(),
        new HttpModule(config.http()));
  }
}
