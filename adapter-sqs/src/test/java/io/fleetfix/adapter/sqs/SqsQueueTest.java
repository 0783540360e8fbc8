package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Whether a queue is there, and who can say so. */
@ExtendWith(ElasticMqExtension.class)
class SqsQueueTest {
  private final SqsClient client;

  SqsQueueTest(ElasticMq elasticMq) {
    client = FreshQueue.clientFor(elasticMq.endpoint());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void isThereOnceItIsMade() {
    client.createQueue(create -> create.queueName("made"));

    assertThat(SqsQueue.named(client, "made").check()).isEqualTo(new Result.There());
  }

  @Test
  void isMissingIfItWasNeverMade() {
    assertThat(SqsQueue.named(client, "never-made").check())
        .isEqualTo(
            new Result.Missing("The queue never-made does not exist: nobody reacts to its events"));
  }

  @Test
  void isUnknownIfNobodyCanBeAsked() {
    SqsQueue queue = SqsQueue.named(client, "made");
    client.close();

    assertThat(queue.check())
        .isInstanceOfSatisfying(
            Result.Unknown.class,
            unknown ->
                assertThat(unknown.reason()).startsWith("The queue made could not be asked for: "));
  }
}
