package io.fleetfix.support.localstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.application.outbox.BusRule;
import java.io.UncheckedIOException;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes a bus with the service's rules and a queue behind each, as the template does on AWS. */
public record BusDeployment(EventBridgeClient events, SqsClient queues) {
  /**
   * Makes all of it; none of it may be there.
   *
   * @param queueNames by the rule that delivers into the queue
   */
  public void deploy(String bus, Map<BusRule, String> queueNames) {
    events.createEventBus(create -> create.name(bus));
    queueNames.forEach((rule, queue) -> deploy(bus, rule.ruleName(), queue));
  }

  private void deploy(String bus, String rule, String queue) {
    String url = queues.createQueue(create -> create.queueName(queue)).queueUrl();
    QueueAttributeName arn = QueueAttributeName.QUEUE_ARN;
    Target target =
        Target.builder()
            .id(rule)
            .arn(
                queues
                    .getQueueAttributes(get -> get.queueUrl(url).attributeNames(arn))
                    .attributes()
                    .get(arn))
            .build();
    String pattern = patterns().required(rule).toString();
    events.putRule(put -> put.eventBusName(bus).name(rule).eventPattern(pattern));
    events.putTargets(put -> put.eventBusName(bus).rule(rule).targets(target));
  }

  private static JsonNode patterns() {
    try {
      return new ObjectMapper().readTree(BusRule.patterns());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
