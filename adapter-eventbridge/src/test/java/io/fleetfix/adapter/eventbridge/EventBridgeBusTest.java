package io.fleetfix.adapter.eventbridge;

import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.localaws.eventbridge.LocalEventBridge;
import io.fleetfix.localaws.eventbridge.SqsTarget;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Over the local run's bus and queues. */
@ExtendWith(ElasticMqExtension.class)
class EventBridgeBusTest implements EventBridgeContract {
  private final LocalEventBridge eventBridge;
  private final QueuedBus bus;

  EventBridgeBusTest(ElasticMq elasticMq, @TempDir Path folder) {
    String name = QueuedBus.freshName();
    SqsClient queues = QueuedBus.queuesAt(elasticMq.endpoint());
    Map<String, String> targets = new HashMap<>();
    for (Map.Entry<BusRule, String> queue : QueuedBus.queueNames(name).entrySet()) {
      queues.createQueue(create -> create.queueName(queue.getValue()));
      targets.put(queue.getKey().ruleName(), queue.getValue());
    }
    eventBridge =
        LocalEventBridge.start(0, name, folder.resolve("bus.log"), new SqsTarget(queues, targets));
    bus = new QueuedBus(name, eventBridge.endpoint(), queues);
  }

  @AfterEach
  void stop() {
    eventBridge.close();
    bus.close();
  }

  @Override
  public QueuedBus busUnderTest() {
    return bus;
  }
}
