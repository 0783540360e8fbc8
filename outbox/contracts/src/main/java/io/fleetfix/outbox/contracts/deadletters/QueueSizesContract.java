package io.fleetfix.outbox.contracts.deadletters;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.queue.QueueSizes;
import io.fleetfix.outbox.queue.QueueSizes.Count;
import io.fleetfix.outbox.queue.QueueSizes.QueueSize;
import org.junit.jupiter.api.Test;

/** The contract of {@link QueueSizes}. */
public interface QueueSizesContract {
  /** Two empty queues. */
  QueuesUnderTest queues() throws Exception;

  @Test
  default void countsWhatWaitsUntilItIsHandled() throws Exception {
    try (QueuesUnderTest queues = queues()) {
      String first = queues.sizes().queues().getFirst();
      String second = queues.sizes().queues().get(1);
      assertThat(queues.sizes().queues()).isEqualTo(queues.deadLetters().queues());
      assertSizes(queues, first, 0, 0);

      queues.send(first, Parcels.entries(3));

      assertSizes(queues, first, 3, 0);
      assertSizes(queues, second, 0, 0);
      eventually(
          () -> {
            queues.deliver();
            assertThat(queues.sizes().size(first).messages()).isEqualTo(new Count.Known(0));
          });
    }
  }

  @Test
  default void countsDeadLettersApart() throws Exception {
    try (QueuesUnderTest queues = queues()) {
      String first = queues.sizes().queues().getFirst();
      queues.fail();
      queues.send(first, Parcels.entries(2));

      eventually(
          () -> {
            queues.deliver();
            assertThat(queues.sizes().size(first))
                .returns(new Count.Known(0), QueueSize::messages)
                .returns(new Count.Known(2), QueueSize::deadLetters);
          });
    }
  }

  private static void assertSizes(
      QueuesUnderTest queues, String queue, long messages, long deadLetters) throws Exception {
    eventually(
        () ->
            assertThat(queues.sizes().size(queue))
                .returns(queue, QueueSize::queue)
                .returns(new Count.Known(messages), QueueSize::messages)
                .returns(new Count.Known(deadLetters), QueueSize::deadLetters));
  }
}
