package io.fleetfix.application.outbox;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.RepairCompleted;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
import java.time.Instant;

/** Entries as the stream gives them. */
final class SomeEntries {
  static final OutboxEntry FIRST = completionOf("R-1");
  static final OutboxEntry SECOND = completionOf("R-2");
  static final OutboxEntry THIRD = completionOf("R-3");

  private SomeEntries() {}

  private static OutboxEntry completionOf(String repairId) {
    return OutboxEntry.of(
        new RepairCompleted(
            new RepairId(repairId), new Version(3), Instant.parse("2025-11-12T14:00:00.000Z")));
  }
}
