package io.fleetfix.outbox.dynamodb.relaytable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbHeartbeatTest {
  private final FakeRows rows = new FakeRows();

  @Test
  void allInstancesWriteTheSameRowAndEachTimeAnotherValue() {
    new DynamoDbHeartbeat(rows).beat();
    Map<String, AttributeValue> first = rows.row("HEARTBEAT");
    new DynamoDbHeartbeat(rows).beat();

    assertThat(rows.row("HEARTBEAT")).isNotEmpty().isNotEqualTo(first);
  }

  @Test
  void failsIfTheStoreRefusesAndWorksAgainAfterwards() {
    DynamoDbHeartbeat heartbeat = new DynamoDbHeartbeat(rows);
    rows.failNext(1);
    assertThatThrownBy(heartbeat::beat).isInstanceOf(StorageUnavailable.class);
    heartbeat.beat();

    assertThat(rows.row("HEARTBEAT")).isNotEmpty();
  }
}
