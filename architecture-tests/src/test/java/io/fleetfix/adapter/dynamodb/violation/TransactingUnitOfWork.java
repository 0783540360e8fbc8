package io.fleetfix.adapter.dynamodb.violation;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Change;
import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** No offender: this is the door. */
public record TransactingUnitOfWork(DynamoDbClient client) implements UnitOfWork {
  @Override
  public void commit(Change<?>... changes) {
    new Attempt().run();
  }

  /** Inside the door is still the door. */
  private final class Attempt implements Runnable {
    @Override
    public void run() {
      client.transactWriteItems("repair and event");
    }
  }
}
