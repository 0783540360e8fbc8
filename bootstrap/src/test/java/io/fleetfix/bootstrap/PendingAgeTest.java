package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.telemetry.PendingAge;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PendingAgeTest {
  private static final Instant AT = Instant.parse("2025-11-12T14:00:00.000Z");

  @Test
  void writesTheEmbeddedMetricFormat() {
    assertThat(PendingAge.line("garage", Duration.ofMillis(61_900), AT))
        .isEqualTo(
            "{\"_aws\":{\"Timestamp\":1762956000000,\"CloudWatchMetrics\":[{\"Namespace\":"
                + "\"FleetFix\",\"Dimensions\":[[\"Table\"]],\"Metrics\":[{\"Name\":"
                + "\"OldestPendingAge\",\"Unit\":\"Seconds\"}]}]},"
                + "\"Table\":\"garage\",\"OldestPendingAge\":61}");
  }

  /** If the clocks of two machines differ, an event can seem to come from the future. */
  @Test
  void isNeverNegative() {
    assertThat(PendingAge.line("garage", Duration.ofSeconds(-3), AT))
        .endsWith("\"OldestPendingAge\":0}");
  }
}
