package io.fleetfix.bootstrap;

import com.google.inject.Module;
import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.ApplicationModule;
import io.fleetfix.bootstrap.wiring.DynamoDbModule;
import io.fleetfix.bootstrap.wiring.HttpModule;
import io.fleetfix.bootstrap.wiring.InMemoryBusModule;
import io.fleetfix.bootstrap.wiring.InMemoryMailModule;
import io.fleetfix.bootstrap.wiring.MailModule;
import io.fleetfix.localaws.DynamoDbLocal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/** The service with its store on DynamoDB, in a database of its own; bus and mails in memory. */
final class WorkshopOnDynamoDb {
  private static final WorkshopTable TABLE = new WorkshopTable("workshop");

  private WorkshopOnDynamoDb() {}

  /**
   * Makes the tables and starts it.
   *
   * @param more what else it is made of, such as a relay
   */
  static RunningWorkshop start(URI dynamoDb, Module... more) {
    DynamoDbConnection connection =
        DynamoDbConnection.to(dynamoDb, Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase());
    TABLE.createIfMissing(connection.tables());
    WorkshopConfig config = WorkshopConfig.of(Map.of("FLEETFIX_HTTP_PORT", "0"));
    List<Module> modules = new ArrayList<>(List.of(more));
    modules.addAll(
        List.of(
            new ApplicationModule(config),
            new DynamoDbModule(connection, TABLE, DynamoDbOutboxStream.LEASE_TIME),
            new InMemoryBusModule(),
            new InMemoryMailModule(),
            new MailModule(),
            new HttpModule(config)));
    return RunningWorkshop.start(modules);
  }
}
