package io.fleetfix.adapter.eventbridge;

import static io.fleetfix.adapter.eventbridge.SomeEntries.entries;
import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.testing.localaws.PutEventsFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsInFlightTest {
  /** Each call waits for its answer until the maximum number of calls is in flight. */
  @Test
  void sendsAsManyConcurrentCallsAsAllowedAndNoMore(@TempDir Path folder) {
    CyclicBarrier all = new CyclicBarrier(EventBridgeBus.MAX_CALLS_IN_FLIGHT);
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    PutEventsFault none = PutEventsFault.none();
    PutEventsFault counting =
        new PutEventsFault(
            call -> {
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              await(all);
              return Optional.empty();
            },
            none.refusals(),
            () -> underWay.decrementAndGet() < 0,
            none.deliveries());
    try (EventBridgeUnderTest eventBridge = new EventBridgeUnderTest(folder)) {
      eventBridge.misbehave(counting);

      assertThat(
              eventBridge
                  .bus()
                  .publish(entries(3 * Batches.MAX_ENTRIES * EventBridgeBus.MAX_CALLS_IN_FLIGHT)))
          .isEmpty();
    }

    assertThat(most).hasValue(EventBridgeBus.MAX_CALLS_IN_FLIGHT);
  }

  private static void await(CyclicBarrier all) {
    try {
      all.await(patient(Duration.ofSeconds(30)).toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException("Expected more concurrent calls", alone);
    }
  }
}
