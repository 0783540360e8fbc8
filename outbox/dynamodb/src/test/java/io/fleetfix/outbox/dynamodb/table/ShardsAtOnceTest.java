package io.fleetfix.outbox.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.contracts.Eventually;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShardsAtOnceTest {
  private static final Duration LONG = Eventually.patient(Duration.ofSeconds(30));
  private static final List<String> SHARDS =
      Stream.concat(OutboxTable.pendingShards().stream(), OutboxTable.quarantineShards().stream())
          .toList();

  /** No shard is answered before all were asked. */
  @Test
  void asksAllShardsBeforeOneHasAnswered() {
    CyclicBarrier asked = new CyclicBarrier(SHARDS.size());

    List<String> answers =
        ShardsAtOnce.read(
            SHARDS,
            shard -> {
              await(asked);
              return shard;
            });

    assertThat(answers).isEqualTo(SHARDS);
  }

  @Test
  void aShardThatCannotBeReadFailsTheWhole() {
    assertThatThrownBy(
            () ->
                ShardsAtOnce.read(
                    SHARDS,
                    shard -> {
                      if (shard.equals(SHARDS.get(7))) {
                        throw new StorageUnavailable(new IllegalStateException("Throttled"));
                      }
                      return shard;
                    }))
        .isInstanceOf(StorageUnavailable.class);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(LONG.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new AssertionError("The shards are asked one after another", alone);
    }
  }
}
