package io.fleetfix.outbox.command;

import java.time.Instant;
import java.util.Optional;

/**
 * The idempotency records of the last 24 hours. Methods may throw {@link
 * io.fleetfix.outbox.port.StorageUnavailable}.
 */
public interface IdempotencyRecords {
  /**
   * Finds a record. Sees every commit that returned before this call. A record that has reached
   * {@link IdempotencyRecord#RETENTION} is not found, even if the store still holds it.
   *
   * @param aggregateId as in {@link IdempotencyRecord#aggregateId(String, IdempotencyKey)}
   * @param now the current time by the caller's clock
   */
  Optional<IdempotencyRecord> find(String aggregateId, Instant now);
}
