package io.fleetfix.application.port;

import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.Request;
import java.time.Instant;
import java.util.Optional;

/** The requests of the last day that came with a key. May throw {@link StorageUnavailable}. */
public interface Requests {
  /**
   * Sees every commit that has returned before this call. A request older than {@link
   * Request#RETENTION} is not found, whether or not the store has dropped it yet.
   *
   * @param now by the caller's clock
   */
  Optional<Request> find(IdempotencyKey key, Instant now);
}
