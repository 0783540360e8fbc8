package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.telemetry.OutboxMetricsLine;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
                + "\"Unit\":\"Count\"},{\"Name\":\"Mismatches\",\"Unit\":\"Count\"}]}]},"
                + "\"Table\":\"garage\",\"OldestPendingAge\":61,\"Quarantined\":2,\"Mismatches\":0}");
  }

  @Test
  void theAgeIsZeroIfEveryEventIsDelivered() {
    assertThat(line(OutboxSize.EMPTY))
        .endsWith("\"OldestPendingAge\":0,\"Quarantined\":0,\"Mismatches\":0}");
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
        .endsWith("\"Table\":\"garage\",\"Quarantined\":4,\"Mismatches\":0}");
  }

  @Test
  void mismatchesAreCountedAndLeftOutIfNothingWasComparedYet() {
    SortedMap<String, SortedSet<String>> open = new TreeMap<>();
    open.put("REPAIR#R-1", new TreeSet<>(List.of("NO_INVOICE", "NO_NOTICE")));
    open.put("INVOICE#R-2", new TreeSet<>(List.of("NO_MAIL")));
    open.put("REPAIR#R-3", new TreeSet<>());

    assertThat(line(OutboxSize.EMPTY, new Compared(AT, open))).endsWith(",\"Mismatches\":3}");
    assertThat(line(OutboxSize.EMPTY, Compared.NOTHING)).doesNotContain("Mismatches");
  }

  private static String line(OutboxSize size) {
    return line(size, new Compared(AT, new TreeMap<>()));
  }

  private static String line(OutboxSize size, Compared compared) {
    return OutboxMetricsLine.of("garage", size, compared, AT).text();
  }
}
