package io.fleetfix.adapter.dynamodb.violation;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** A second unit of work: its name alone does not allow it to write. */
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
