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
 * Makes a bus with a rule for each subscription and a queue behind it, as the template does on AWS.
 * Unlike there, a queue has no dead letters.
 */
public record BusDeployment(EventBridgeClient events, SqsClient queues, OutboxFormat format) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Makes all of it; none of it may be there.
   *
   * @param queueNames by the subscription whose events go into the queue
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

  /** Gives back the queue's ARN. */
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
    } catch (JsonProcessingException impossible) { // it is made of maps, lists and texts
      throw new UncheckedIOException(impossible);
    }
  }
}
