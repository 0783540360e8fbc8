package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.telemetry.OutboxMetricsLine;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxMetricsLineTest {
  private static final Instant AT = Instant.parse("2025-11-12T14:00:00.000Z");

  @Test
  void writesTheEmbeddedMetricFormat() {
    assertThat(line(OutboxSize.of(3, AT.minusMillis(61_900), 2)))
        .isEqualTo(
            "{\"_aws\":{\"Timestamp\":1762956000000,\"CloudWatchMetrics\":[{\"Namespace\":"
                + "\"FleetFix\",\"Dimensions\":[[\"Table\"]],\"Metrics\":[{\"Name\":"
                + "\"OldestPendingAge\",\"Unit\":\"Seconds\"},{\"Name\":\"Quarantined\","
                + "\"Unit\":\"Count\"}]}]},"
                + "\"Table\":\"garage\",\"OldestPendingAge\":61,\"Quarantined\":2}");
  }

  @Test
  void theAgeIsZeroIfEveryEventIsDelivered() {
    assertThat(line(OutboxSize.EMPTY)).endsWith("\"OldestPendingAge\":0,\"Quarantined\":0}");
  }

  /** If the clocks of two machines differ, an event can seem to come from the future. */
  @Test
  void theAgeIsNeverNegative() {
    assertThat(line(OutboxSize.of(1, AT.plusSeconds(3), 0))).contains("\"OldestPendingAge\":0,");
  }

  @Test
  void anUnknownAgeIsLeftOutAndTheRestIsReported() {
    assertThat(line(new OutboxSize(1, new Oldest.Unknown(List.of()), 4)))
        .doesNotContain("OldestPendingAge")
        .endsWith("\"Table\":\"garage\",\"Quarantined\":4}");
  }

  private static String line(OutboxSize size) {
    return OutboxMetricsLine.of("garage", size, AT).text();
  }
}
