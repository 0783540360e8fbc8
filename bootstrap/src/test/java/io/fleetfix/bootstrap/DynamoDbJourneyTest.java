package io.fleetfix.bootstrap;

import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.support.localaws.DynamoDbLocal;
import io.fleetfix.support.localaws.DynamoDbLocalExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;

/** The store on DynamoDB with its stream and the relay; bus, queues and mails in memory. */
@ExtendWith(DynamoDbLocalExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class DynamoDbJourneyTest implements CompleteRepairJourney {
  private static final WorkshopTable TABLE = new WorkshopTable("workshop");

  private final RunningWorkshop running;
  private final WorkshopClient workshop;

  DynamoDbJourneyTest(DynamoDbLocal local) {
    DynamoDbConnection connection =
        DynamoDbConnection.to(local.endpoint(), Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase());
    TABLE.createIfMissing(connection.tables());
    WorkshopConfig config = WorkshopConfig.of(Map.of("FLEETFIX_HTTP_PORT", "0"));
    running =
        RunningWorkshop.start(
            List.of(
                new ApplicationModule(config),
                new DynamoDbModule(connection, TABLE, DynamoDbOutboxStream.LEASE_TIME),
                new InMemoryBusModule(),
                new InMemoryMailModule(),
                new MailModule(),
                new RelayModule(),
                new HttpModule(config)));
    workshop = new WorkshopClient(running.port());
  }

  @AfterAll
  void stop() throws InterruptedException {
    running.stop();
  }

  @Override
  public WorkshopClient workshop() {
    return workshop;
  }
}
