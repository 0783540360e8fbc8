package io.fleetfix.support.localstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.outbox.subscription.OutboxFormat;
import io.fleetfix.outbox.subscription.Subscription;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Creates a bus with a rule and a queue for each subscription, like the template on AWS, but
 * without dead letter queues.
 */
public record BusDeployment(EventBridgeClient events, SqsClient queues, OutboxFormat format) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Creates the bus, rules and queues, which must not exist yet.
   *
   * @param queueNames the queue's name for each subscription
   */
  public void deploy(String bus, Map<Subscription, String> queueNames) {
    events.createEventBus(create -> create.name(bus));
    queueNames.forEach((subscription, queue) -> deploy(bus, subscription, queue));
  }

  private void deploy(String bus, Subscription subscription, String queue) {
    String rule = subscription.rule();
    String pattern = pattern(subscription);
    Target target = Target.builder().id(rule).arn(made(queue)).build();
    events.putRule(put -> put.eventBusName(bus).name(rule).eventPattern(pattern));
    events.putTargets(put -> put.eventBusName(bus).rule(rule).targets(target));
  }

  /** Returns the queue's ARN. */
  private String made(String queue) {
    String url = queues.createQueue(create -> create.queueName(queue)).queueUrl();
    QueueAttributeName arn = QueueAttributeName.QUEUE_ARN;
    Map<QueueAttributeName, String> attributes =
        queues.getQueueAttributes(get -> get.queueUrl(url).attributeNames(arn)).attributes();
    return Objects.requireNonNull(attributes.get(arn), "Every queue has an ARN");
  }

  private String pattern(Subscription subscription) {
    try {
      return JSON.writeValueAsString(subscription.pattern(format));
    } catch (JsonProcessingException impossible) { // It consists of maps, lists and strings.
      throw new UncheckedIOException(impossible);
    }
  }
}
