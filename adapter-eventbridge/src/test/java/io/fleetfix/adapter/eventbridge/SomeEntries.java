package io.fleetfix.adapter.eventbridge;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.RepairCompleted;
import io.fleetfix.domain.Version;
import java.util.List;
import java.util.stream.Stream;

/** Entries to publish. */
final class SomeEntries {
  private SomeEntries() {}

  static List<OutboxEntry> entries(int count) {
    return Stream.generate(() -> new RepairCompleted(aRepairId(), new Version(2), NOON))
        .limit(count)
        .map(OutboxEntry::of)
        .toList();
  }

  /** Larger than any that the workshop writes. */
  static OutboxEntry entryOf(int bytes) {
    OutboxEntry small = entries(1).getFirst();
    return new OutboxEntry(
        small.eventId(),
        small.eventType(),
        small.repairId(),
        small.occurredAt(),
        "x".repeat(bytes),
        small.sequence(),
        small.trace());
  }

  static List<EventId> ids(List<OutboxEntry> entries) {
    return entries.stream().map(OutboxEntry::eventId).toList();
  }
}
