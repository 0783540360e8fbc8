package io.fleetfix.bootstrap.wiring;

import com.google.inject.Module;
import io.fleetfix.adapter.smtp.SmtpServer;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.bootstrap.config.RelayMode;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.feature.MailModule;
import io.fleetfix.bootstrap.feature.QueuedMailModule;
import io.fleetfix.bootstrap.feature.StoreKind;
import io.fleetfix.localmail.LocalMail;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The list of modules of each profile. */
public final class Wiring {
  /** Short, because the data folder is locked: only a killed run can still hold a lease. */
  private static final Duration LOCAL_LEASE_TIME = Duration.ofSeconds(2);

  private Wiring() {}

  /** Store and bus in memory, which are lost on exit. */
  public static List<Module> memory(WorkshopConfig config) {
    return List.of(
        new ApplicationModule(config, StoreKind.IN_MEMORY),
        new InMemoryStoreModule(),
        new InMemoryBusModule(),
        MailModule.inMemory(),
        new RelayModule(),
        new UpkeepModule(),
        new HttpModule(config));
  }

  /**
   * Store, bus and queues on AWS.
   *
   * @throws io.fleetfix.outbox.dynamodb.table.TableMismatch if a table is missing or unsuitable
   */
  public static List<Module> aws(WorkshopConfig config, AwsConnections connections) {
    List<Module> modules =
        new ArrayList<>(cloud(config, connections, DynamoDbOutboxStream.LEASE_TIME));
    modules.add(new CloudWatchModule(config.names().table()));
    if (config.relay() == RelayMode.EMBEDDED) {
      modules.add(new RelayModule());
    }
    SmtpServer mailServer = config.mail().server();
    modules.add(
        mailServer == null
            ? new QueuedMailModule(config.names().queue(WorkshopOutbox.MAIL))
            : MailModule.to(mailServer));
    return modules;
  }

  /** The same on the processes of a local run, with a relay in place of the Pipe. */
  public static List<Module> local(
      WorkshopConfig config, AwsConnections connections, LocalMail mail) {
    List<Module> modules = new ArrayList<>(cloud(config, connections, LOCAL_LEASE_TIME));
    modules.add(new RelayModule());
    modules.add(MailModule.to(SmtpServer.parse(mail.smtp().toString()), mail));
    return modules;
  }

  private static List<Module> cloud(
      WorkshopConfig config, AwsConnections connections, Duration leaseTime) {
    AwsNames names = config.names();
    return List.of(
        new ApplicationModule(config, StoreKind.DYNAMO_DB),
        new DynamoDbModule(connections.dynamoDb(), new OutboxTable(names.table()), leaseTime),
        new AwsBusModule(connections, names),
        new UpkeepModule(),
        new HttpModule(config));
  }
}
