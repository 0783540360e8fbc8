package io.fleetfix.adapter.eventbridge;

import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.localaws.eventbridge.LocalEventBridge;
import io.fleetfix.localaws.eventbridge.LocalRule;
import io.fleetfix.localaws.eventbridge.SqsTarget;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Against the bus and queues of the local run. */
@ExtendWith(ElasticMqExtension.class)
class EventBridgeBusTest implements EventBridgeContract {
  private final LocalEventBridge eventBridge;
  private final QueuedBus bus;

  EventBridgeBusTest(ElasticMq elasticMq, @TempDir Path folder) {
    String name = QueuedBus.freshName();
    SqsClient queues = QueuedBus.queuesAt(elasticMq.endpoint());
    List<LocalRule> rules = QueuedBus.rulesOf(name);
    rules.forEach(rule -> queues.createQueue(create -> create.queueName(rule.queue())));
    Path log = folder.resolve("bus.log");
    eventBridge = LocalEventBridge.start(0, name, rules, log, new SqsTarget(queues, rules));
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
