package io.fleetfix.bootstrap;

import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.RelayModule;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store on DynamoDB with its stream and the relay; bus, queues and mails in memory. */
@ExtendWith(DynamoDbLocalExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class DynamoDbJourneyTest implements CompleteRepairJourney {
  private final RunningWorkshop running;
  private final WorkshopClient workshop;

  DynamoDbJourneyTest(DynamoDbLocal local) {
    running = WorkshopOnDynamoDb.start(local.endpoint(), new RelayModule());
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
