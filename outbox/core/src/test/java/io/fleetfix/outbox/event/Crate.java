package io.fleetfix.outbox.event;

import java.time.Instant;
import java.util.Map;

/** A small aggregate, and the event that it raises. */
record Crate(String aggregateId, Version version) implements Aggregate {
  static Crate inVersion(long version) {
    return new Crate("CRATE#1", new Version(version));
  }

  Moved moved() {
    return new Moved(aggregateId, version);
  }

  record Moved(String aggregateId, Version sequence) implements DomainEvent {
    @Override
    public String eventType() {
      return "CrateMoved";
    }

    @Override
    public Instant occurredAt() {
      return Instant.EPOCH;
    }

    @Override
    public Map<String, String> ids() {
      return Map.of();
    }
  }
}
