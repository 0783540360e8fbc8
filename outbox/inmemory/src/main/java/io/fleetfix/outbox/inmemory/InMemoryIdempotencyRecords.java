package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.IdempotencyRecords;
import java.time.Instant;
import java.util.Optional;

/** The store's current idempotency records, without expired ones. */
public record InMemoryIdempotencyRecords(InMemoryStore store) implements IdempotencyRecords {
  @Override
  public Optional<IdempotencyRecord> find(String aggregateId, Instant now) {
    return store
        .find(aggregateId, IdempotencyRecord.class)
        .filter(record -> !record.isExpiredAt(now));
  }
}
