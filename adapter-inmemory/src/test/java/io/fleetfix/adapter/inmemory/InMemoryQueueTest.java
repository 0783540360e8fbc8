package io.fleetfix.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.reaction.Reaction;
import io.fleetfix.testing.fixture.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryQueueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final OutboxEntry POISON = OutboxEntry.of(Fixtures.repairCompleted());
  private static final OutboxEntry OTHER = OutboxEntry.of(Fixtures.repairCancelled());

  private final List<OutboxEntry> handled = new ArrayList<>();

  @Test
  void givesAFailedEventAgainUntilItSucceeds() throws Exception {
    InMemoryQueue queue = new InMemoryQueue(failingFirst(2));
    queue.put(now(POISON));

    for (int i = 0; i < 3; i++) {
      assertThat(queue.handleNext(PATIENCE)).isTrue();
    }

    assertThat(handled).containsExactly(POISON);
    assertThat(queue.handleNext(Duration.ZERO)).isFalse();
  }

  @Test
  void letsOthersPassWhileAFailedEventPauses() throws Exception {
    InMemoryQueue queue =
        new InMemoryQueue(
            event -> {
              if (event.equals(POISON)) {
                throw new IllegalStateException("Poison");
              }
              handled.add(event);
            });
    queue.put(now(POISON));
    queue.put(now(OTHER));

    assertThat(queue.handleNext(PATIENCE)).isTrue();
    assertThat(queue.handleNext(PATIENCE)).isTrue();

    assertThat(handled).containsExactly(OTHER);
  }

  @Test
  void keepsTheOrderOfArrival() throws Exception {
    InMemoryQueue queue = new InMemoryQueue(handled::add);
    queue.put(now(POISON));
    queue.put(now(OTHER));
    queue.put(now(POISON));

    while (queue.handleNext(Duration.ZERO)) {
      assertThat(handled).isNotEmpty();
    }

    assertThat(handled).containsExactly(POISON, OTHER, POISON);
  }

  private Reaction failingFirst(int times) {
    int[] left = {times};
    return event -> {
      if (left[0]-- > 0) {
        throw new IllegalStateException("Not yet");
      }
      handled.add(event);
    };
  }

  private static BusDelivery now(OutboxEntry event) {
    return new BusDelivery(event, Duration.ZERO);
  }
}
