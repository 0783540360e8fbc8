package io.fleetfix.testing.localaws;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.localaws.LocalQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The queues of a local run keep accepted messages, as SQS does. */
class KilledQueueTest {
  private static final LocalQueue PARCELS = new LocalQueue("parcels", Duration.ofSeconds(1), 3);

  @Test
  void messagesSurviveAKilledQueueProcess(@TempDir Path folder) throws Exception {
    Set<String> sent = new HashSet<>();
    try (ElasticMq elasticMq = ElasticMq.keepingDataIn(folder, List.of(PARCELS));
        SqsClient client = clientOf(elasticMq)) {
      String url = url(client);
      IntStream.range(0, 20).mapToObj(i -> "message " + i).forEach(sent::add);
      sent.forEach(body -> client.sendMessage(send -> send.queueUrl(url).messageBody(body)));
      Message deleted =
          client.receiveMessage(receive -> receive.queueUrl(url)).messages().getFirst();
      client.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(deleted.receiptHandle()));
      sent.remove(deleted.body());

      elasticMq.handle().destroyForcibly();
      elasticMq.handle().onExit().get();
    }

    try (ElasticMq elasticMq = ElasticMq.keepingDataIn(folder, List.of(PARCELS));
        SqsClient client = clientOf(elasticMq)) {
      String url = url(client);
      Set<String> back = new HashSet<>();
      eventually(
          () -> {
            client
                .receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                .messages()
                .forEach(message -> back.add(message.body()));
            assertThat(back).containsExactlyInAnyOrderElementsOf(sent);
          });
    }
  }

  private static SqsClient clientOf(ElasticMq elasticMq) {
    return SqsClient.builder()
        .endpointOverride(elasticMq.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  private static String url(SqsClient client) {
    return client.getQueueUrl(get -> get.queueName(PARCELS.name())).queueUrl();
  }
}
