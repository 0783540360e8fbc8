package io.fleetfix.testing.localaws;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.ChildDeath;
import io.fleetfix.localaws.ChildWatch;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.localaws.eventbridge.LocalRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  /** All at the same time: none of them needs another one in order to start. */
  @Test
  void killedProcessesAreBackWithTheirPortsAndTheirData(@TempDir Path folder) throws Exception {
    List<String> back = new ArrayList<>();
    try (LocalAws aws = LocalAws.start(folder, BUS, RULES);
        EventBridgeClient events = eventsOf(aws);
        SqsClient queues = queuesOf(aws)) {
      ChildWatch watch = aws.watch(List.of(), collectingIn(back));
      put(events, "ParcelLost");
      List<ProcessHandle> first = recorded(folder);
      for (ProcessHandle process : first) {
        process.destroyForcibly();
        process.onExit().get();
      }

      eventually(
          () -> {
            watch.step(Duration.ZERO);
            assertThat(back)
                .containsExactlyInAnyOrder("DynamoDB Local", "ElasticMQ", "The local EventBridge");
          });

      assertThat(recorded(folder)).hasSize(3).doesNotContainAnyElementsOf(first);
      put(events, "ParcelShipped");
      assertReceivesAtLeastOnce(queues, "everything", "ParcelLost", "ParcelShipped");
    }
    assertThat(recorded(folder)).isEmpty();
  }

  private static ChildWatch.Listener collectingIn(List<String> back) {
    return new ChildWatch.Listener() {
      @Override
      public void died(ChildDeath death) {
        assertThat(death.cause()).isEqualTo("signal 9");
      }

      @Override
      public void back(String name) {
        back.add(name);
      }
    };
  }

  /** The recorded processes that are alive. */
  private static List<ProcessHandle> recorded(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("children")).stream()
        .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .toList();
  }

  /** A bus that is killed before it has recorded a delivery delivers once more. */
  private static void assertReceivesAtLeastOnce(
      SqsClient queues, String queue, String... eventTypes) throws Exception {
    String url = url(queues, queue);
    List<String> heard = new ArrayList<>();
    eventually(
        () -> {
          queues
              .receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
              .messages()
              .forEach(message -> heard.add(message.body()));
          for (String eventType : eventTypes) {
            assertThat(heard).anyMatch(body -> body.contains(eventType));
          }
        });
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
