package io.fleetfix.outbox.command;

import java.time.Instant;
import java.util.Optional;

/**
 * The requests of the last day that came with a key. May throw {@link
 * io.fleetfix.outbox.port.StorageUnavailable}.
 */
public interface IdempotencyRecords {
  /**
   * Sees every commit that returned before this call. A record older than {@link
   * IdempotencyRecord#RETENTION} is not found, whether or not the store has dropped it yet.
   *
   * @param aggregateId as in {@link IdempotencyRecord#aggregateId(String, IdempotencyKey)}
   * @param now by the caller's clock
   */
  Optional<IdempotencyRecord> find(String aggregateId, Instant now);
}
