package io.fleetfix.outbox.dynamodb.relaytable;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever a checkpoint row contains, reading continues from there or from the oldest record. */
class CheckpointFuzzTest {
  @Attack(
      kind = Attack.Kind.UNFORESEEN,
      sends = "any bytes as a checkpoint",
      answer = "reading continues from there, or from the oldest event")
  @FuzzTest(maxDuration = "1m")
  void row(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (AttributeValue value :
        List.of(
            AttributeValue.fromS(text),
            AttributeValue.fromN(text),
            AttributeValue.fromB(SdkBytes.fromByteArray(bytes)),
            AttributeValue.fromNul(true),
            AttributeValue.fromL(List.of(AttributeValue.fromS(text))))) {
      FakeRows rows = new FakeRows();
      rows.put(
          "RELAY#CHECKPOINT#shard",
          Map.of("sequenceNumber", value),
          new RelayRows.Condition.Absent());
      Checkpoints checkpoints = new Checkpoints(rows);

      StreamPosition found = checkpoints.find("shard").position();

      if (found instanceof StreamPosition.Oldest) {
        continue; // the start position is never written
      }
      checkpoints.write("copy", found, Optional.empty(), 1);
      assertThat(checkpoints.find("copy").position()).isEqualTo(found);
    }
  }
}
