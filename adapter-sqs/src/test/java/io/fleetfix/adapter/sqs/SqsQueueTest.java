package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The check whether a queue exists. */
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
  void existsOnceCreated() {
    client.createQueue(create -> create.queueName("made"));

    assertThat(SqsQueue.named(client, "made").check()).isEqualTo(new Result.There());
  }

  @Test
  void isMissingIfNeverCreated() {
    assertThat(SqsQueue.named(client, "never-made").check())
        .isEqualTo(
            new Result.Missing("The queue never-made does not exist: its events are not handled"));
  }

  @Test
  void isUnknownIfSqsCannotBeReached() {
    SqsQueue queue = SqsQueue.named(client, "made");
    client.close();

    assertThat(queue.check())
        .isInstanceOfSatisfying(
            Result.Unknown.class,
            unknown ->
                assertThat(unknown.reason()).startsWith("The queue made could not be checked: "));
  }
}
