package io.fleetfix.testing.localaws;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.LocalAws;
import io.fleetfix.localaws.eventbridge.LocalRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The processes of a local run work together. */
class LocalAwsTest {
  private static final String BUS = "sample";
  private static final List<LocalRule> RULES =
      List.of(
          new LocalRule("all", "{\"source\": [\"sample.outbox\"]}", "everything", 3),
          new LocalRule(
              "shipped", "{\"detail\": {\"eventType\": [\"ParcelShipped\"]}}", "parcels", 7));

  @Test
  void deliversEachEventToTheQueuesOfItsRules(@TempDir Path folder) throws Exception {
    try (LocalAws aws = LocalAws.start(folder, BUS, RULES);
        EventBridgeClient events = eventsOf(aws);
        SqsClient queues = queuesOf(aws)) {
      put(events, "ParcelLost");
      put(events, "ParcelShipped");

      assertReceives(queues, "everything", "ParcelLost", "ParcelShipped");
      assertReceives(queues, "parcels", "ParcelShipped");
      assertThat(redrive(queues, "everything")).contains("everything-dlq").contains("3");
      assertThat(redrive(queues, "parcels")).contains("parcels-dlq").contains("7");
    }
  }

  private static EventBridgeClient eventsOf(LocalAws aws) {
    return EventBridgeClient.builder()
        .endpointOverride(aws.eventBridge())
        .region(LocalAws.REGION)
        .credentialsProvider(aws.credentials())
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  private static SqsClient queuesOf(LocalAws aws) {
    return SqsClient.builder()
        .endpointOverride(aws.queues())
        .region(LocalAws.REGION)
        .credentialsProvider(aws.credentials())
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  private static void put(EventBridgeClient events, String eventType) {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(BUS)
            .source("sample.outbox")
            .detailType("OutboxEvent")
            .detail("{\"eventType\":\"" + eventType + "\"}")
            .build();
    assertThat(events.putEvents(call -> call.entries(entry)).failedEntryCount()).isZero();
  }

  private static void assertReceives(SqsClient queues, String queue, String... eventTypes)
      throws Exception {
    String url = url(queues, queue);
    List<String> heard = new ArrayList<>();
    eventually(
        () -> {
          queues
              .receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
              .messages()
              .forEach(message -> heard.add(message.body()));
          assertThat(heard).hasSize(eventTypes.length);
        });
    for (String eventType : eventTypes) {
      assertThat(heard).anyMatch(body -> body.contains(eventType));
    }
  }

  private static String redrive(SqsClient queues, String queue) {
    QueueAttributeName policy = QueueAttributeName.REDRIVE_POLICY;
    return queues
        .getQueueAttributes(get -> get.queueUrl(url(queues, queue)).attributeNames(policy))
        .attributes()
        .getOrDefault(policy, "");
  }

  private static String url(SqsClient queues, String queue) {
    return queues.getQueueUrl(get -> get.queueName(queue)).queueUrl();
  }
}
