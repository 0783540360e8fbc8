package io.fleetfix.adapter.eventbridge;

import io.fleetfix.localaws.eventbridge.LocalRule;
import io.fleetfix.testing.localaws.OtherAws;
import io.fleetfix.testing.localaws.OtherAwsExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Against the bus and queues of another AWS endpoint, if one is configured. */
@ExtendWith(OtherAwsExtension.class)
class OtherAwsBusTest implements EventBridgeContract {
  private final QueuedBus bus;

  OtherAwsBusTest(OtherAws aws) {
    String name = QueuedBus.freshName();
    SqsClient queues = QueuedBus.queuesAt(aws.endpoint());
    bus = new QueuedBus(name, aws.endpoint(), queues);
    bus.events().createEventBus(create -> create.name(name));
    QueuedBus.rulesOf(name).forEach(rule -> deploy(bus.events(), queues, name, rule));
  }

  private static void deploy(
      EventBridgeClient events, SqsClient queues, String bus, LocalRule rule) {
    String url = queues.createQueue(create -> create.queueName(rule.queue())).queueUrl();
    QueueAttributeName arn = QueueAttributeName.QUEUE_ARN;
    Target target =
        Target.builder()
            .id(rule.name())
            .arn(
                queues
                    .getQueueAttributes(get -> get.queueUrl(url).attributeNames(arn))
                    .attributes()
                    .get(arn))
            .build();
    events.putRule(put -> put.eventBusName(bus).name(rule.name()).eventPattern(rule.pattern()));
    events.putTargets(put -> put.eventBusName(bus).rule(rule.name()).targets(target));
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
