package io.fleetfix.bootstrap.wiring;

import com.google.inject.Module;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.adapter.smtp.SmtpServer;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.bootstrap.config.RelayMode;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.localmail.LocalMail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the service runs on: for each profile the list of modules it is made of. */
public final class Wiring {
  /** Nobody else can be there, since the data folder is locked: only a killed run's lease. */
  private static final Duration LOCAL_LEASE_TIME = Duration.ofSeconds(2);

  private Wiring() {}

  /** Store and bus in memory: forgets on exit. */
  public static List<Module> memory(WorkshopConfig config) {
    return List.of(
        new ApplicationModule(config),
        new InMemoryStoreModule(),
        new InMemoryBusModule(),
        new InMemoryMailModule(),
        new MailModule(),
        new RelayModule(),
        new UpkeepModule(),
        new HttpModule(config));
  }

  /**
   * Store, bus and queues of AWS.
   *
   * @throws io.fleetfix.adapter.dynamodb.TableMismatch if the table is not what the service needs
   */
  public static List<Module> aws(WorkshopConfig config, AwsConnections connections) {
    List<Module> modules =
        new ArrayList<>(cloud(config, connections, DynamoDbOutboxStream.LEASE_TIME));
    modules.add(new CloudWatchModule(config.names().table()));
    if (config.relay() == RelayMode.EMBEDDED) {
      modules.add(new RelayModule());
      modules.add(new RelayMetricsModule());
    }
    SmtpServer mailServer = config.mail().server();
    if (mailServer == null) {
      modules.add(new QueuedMailModule(config.names().queue(BusRule.MAIL)));
    } else {
      modules.addAll(smtp(config, connections, mailServer));
    }
    return modules;
  }

  /** The same over the processes of a local run, where there is no Pipe. */
  public static List<Module> local(
      WorkshopConfig config, AwsConnections connections, LocalMail mail) {
    List<Module> modules = new ArrayList<>(cloud(config, connections, LOCAL_LEASE_TIME));
    modules.add(new RelayModule());
    modules.add(new RelayMetricsModule());
    modules.addAll(smtp(config, connections, SmtpServer.parse(mail.smtp().toString())));
    modules.add(new LocalMailModule(mail));
    return modules;
  }

  private static List<Module> smtp(
      WorkshopConfig config, AwsConnections connections, SmtpServer server) {
    return List.of(
        new SmtpModule(server, config.mail().sender()),
        new MailModule(),
        new SqsMailModule(new SqsConsumers(connections.queues(), config.names().queues())));
  }

  private static List<Module> cloud(
      WorkshopConfig config, AwsConnections connections, Duration leaseTime) {
    AwsNames names = config.names();
    return List.of(
        new ApplicationModule(config),
        new DynamoDbModule(connections.dynamoDb(), new WorkshopTable(names.table()), leaseTime),
        new EventBridgeModule(connections.events(), names.eventBus()),
        new SqsModule(connections.queues(), names.queues()),
        new AwsMetricsModule(connections.meters()),
        new UpkeepModule(),
        new HttpModule(config));
  }
}
