package io.fleetfix.outbox.dynamodb.relaytable;

import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.dynamodb.relaytable.Checkpoints.Checkpoint;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class CheckpointsTest {
  private static final StreamPosition TEN = new StreamPosition.After("10");
  private static final StreamPosition TWENTY = new StreamPosition.After("20");

  private final FakeRows rows = new FakeRows();
  private final Checkpoints checkpoints = new Checkpoints(rows);

  @Test
  void aShardWithoutACheckpointIsReadFromItsOldestRecord() {
    assertThat(checkpoints.find("shard")).isEqualTo(new Checkpoint(StreamPosition.START, 0));
  }

  @Test
  void findsTheWrittenCheckpoint() {
    checkpoints.write("shard", TEN, Optional.of(TWO_O_CLOCK), 1);
    checkpoints.write("ended", StreamPosition.END, Optional.empty(), 1);

    assertThat(checkpoints.find("shard").position()).isEqualTo(TEN);
    assertThat(checkpoints.find("ended").position()).isEqualTo(StreamPosition.END);
  }

  @Test
  void theRowContainsShardPositionTimeAndFence() {
    checkpoints.write("shard", TEN, Optional.of(TWO_O_CLOCK), 7);

    assertThat(rows.row("RELAY#CHECKPOINT#shard"))
        .isEqualTo(
            Map.of(
                "shardId", AttributeValue.fromS("shard"),
                "sequenceNumber", AttributeValue.fromS("10"),
                "recordedAt", AttributeValue.fromS("2025-11-12T14:00:00.000Z"),
                "fence", AttributeValue.fromN("7")));
  }

  @Test
  void aLowerFenceIsRefusedAndChangesNothing() {
    checkpoints.write("shard", TWENTY, Optional.empty(), 8);

    assertThat(checkpoints.write("shard", TEN, Optional.empty(), 7)).isFalse();
    assertThat(checkpoints.find("shard")).isEqualTo(new Checkpoint(TWENTY, 8));
  }

  @Test
  void aRemovedCheckpointIsGone() {
    checkpoints.write("shard", TEN, Optional.empty(), 1);

    checkpoints.remove("shard");
    checkpoints.remove("shard");

    assertThat(rows.row("RELAY#CHECKPOINT#shard")).isEmpty();
  }

  @Test
  void aFenceThatIsNoNumberCountsAsNone() {
    rows.put(
        "RELAY#CHECKPOINT#shard",
        Map.of("fence", AttributeValue.fromS("high")),
        new RelayRows.Condition.Any());

    assertThat(checkpoints.find("shard").fence()).isZero();
  }

  @Test
  void theSameOrAHigherFenceMayWrite() {
    checkpoints.write("shard", TEN, Optional.empty(), 9);

    assertThat(checkpoints.write("shard", TWENTY, Optional.empty(), 9)).isTrue();
    assertThat(checkpoints.write("shard", TEN, Optional.empty(), 10)).isTrue();
    assertThat(checkpoints.find("shard").position()).isEqualTo(TEN);
  }
}
