package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.contracts.resources.ResourceCheckContract;
import io.fleetfix.outbox.port.ResourceCheck;
import java.net.URI;

class QueueCheckContractTest implements ResourceCheckContract {
  @Override
  public ResourceCheck checkAt(URI endpoint) {
    return SqsQueue.named(FreshQueue.clientFor(endpoint), "made");
  }
}
