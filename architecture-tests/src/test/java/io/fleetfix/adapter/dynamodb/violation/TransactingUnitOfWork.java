package io.fleetfix.adapter.dynamodb.violation;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** A second door beside the first: being called a unit of work makes nobody one. */
public record TransactingUnitOfWork(DynamoDbClient client) implements UnitOfWork {
  @Override
  public void commit(Change<?>... changes) {
    client.transactWriteItems("state and event");
  }

  @Override
  public void restore(Restoration<?> restoration) {
    client.transactWriteItems("event");
  }
}
