package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.List;

/** Sample entries. */
final class SomeEntries {
  private SomeEntries() {}

  static List<OutboxEntry> entries(int count) {
    return Parcels.entries(count);
  }

  /** An entry of this event type. */
  static OutboxEntry entryOf(String eventType) {
    OutboxEntry entry = Parcels.entry();
    return new OutboxEntry(
        EventId.derive(entry.aggregateId(), entry.sequence(), eventType),
        eventType,
        entry.ids(),
        entry.occurredAt(),
        entry.aggregateId(),
        entry.sequence(),
        entry.trace());
  }

  /** An entry larger than an application should ever write. */
  static OutboxEntry entryOf(int bytes) {
    OutboxEntry small = Parcels.entry();
    return new OutboxEntry(
        small.eventId(),
        small.eventType(),
        small.ids(),
        small.occurredAt(),
        "x".repeat(bytes),
        small.sequence(),
        small.trace());
  }

  static List<EventId> ids(List<OutboxEntry> entries) {
    return entries.stream().map(OutboxEntry::eventId).toList();
  }
}
