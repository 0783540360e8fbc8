package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.resources.DeadEndpoint;
import io.fleetfix.outbox.contracts.resources.DeadEndpoint.Death;
import io.fleetfix.outbox.queue.QueueSizes.Count;
import io.fleetfix.outbox.queue.QueueSizes.QueueSize;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What cannot be counted is no zero. */
class DeadQueueSizesTest {
  @ParameterizedTest
  @EnumSource
  void aDeadQueueHasAnUnknownSize(Death death) throws Exception {
    try (DeadEndpoint endpoint = DeadEndpoint.of(death);
        SqsClient client = FreshQueue.clientFor(endpoint.uri())) {
      QueueSize size =
          new SqsQueueSizes(client, List.of("labels"), Map.of("labels", "parcels-labels"))
              .size("labels");

      assertThat(size.messages()).isInstanceOf(Count.Unknown.class);
      assertThat(size.deadLetters()).isInstanceOf(Count.Unknown.class);
      assertThat(size.oldest()).isEmpty();
    }
  }
}
