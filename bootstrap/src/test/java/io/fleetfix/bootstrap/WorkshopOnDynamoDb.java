package io.fleetfix.bootstrap;

import com.google.inject.Module;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.feature.MailModule;
import io.fleetfix.bootstrap.feature.StoreKind;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.ApplicationModule;
import io.fleetfix.bootstrap.wiring.DynamoDbModule;
import io.fleetfix.bootstrap.wiring.HttpModule;
import io.fleetfix.bootstrap.wiring.InMemoryBusModule;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/** The service with its store on DynamoDB, in its own database; bus and mails in memory. */
final class WorkshopOnDynamoDb {
  private static final OutboxTable TABLE = new OutboxTable("workshop");

  private WorkshopOnDynamoDb() {}

  /**
   * Creates the tables and starts the service.
   *
   * @param more additional modules, such as a relay
   */
  static RunningWorkshop start(URI dynamoDb, Module... more) {
    DynamoDbConnection connection =
        DynamoDbConnection.to(dynamoDb, Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase());
    TABLE.createIfMissing(connection.tables());
    WorkshopConfig config = WorkshopConfig.of(Map.of("FLEETFIX_HTTP_PORT", "0"));
    List<Module> modules = new ArrayList<>(List.of(more));
    modules.addAll(
        List.of(
            new ApplicationModule(config, StoreKind.DYNAMO_DB),
            new DynamoDbModule(connection, TABLE, DynamoDbOutboxStream.LEASE_TIME),
            new InMemoryBusModule(),
            MailModule.inMemory(),
            new HttpModule(config)));
    return RunningWorkshop.start(modules);
  }
}
