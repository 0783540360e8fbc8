package io.fleetfix.adapter.eventbridge;

import io.fleetfix.support.localstack.BusDeployment;
import io.fleetfix.support.localstack.LocalStack;
import io.fleetfix.support.localstack.LocalStackExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Over LocalStack's bus and queues, where there is Docker. */
@ExtendWith(LocalStackExtension.class)
class LocalStackBusTest implements EventBridgeContract {
  private final QueuedBus bus;

  LocalStackBusTest(LocalStack localStack) {
    String name = QueuedBus.freshName();
    SqsClient queues = QueuedBus.queuesAt(localStack.endpoint());
    bus = new QueuedBus(name, localStack.endpoint(), queues);
    new BusDeployment(bus.events(), queues).deploy(name, QueuedBus.queueNames(name));
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  @Override
  public QueuedBus busUnderTest() {
    return bus;
  }
}
