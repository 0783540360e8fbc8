package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Requests;
import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.Request;
import java.time.Instant;
import java.util.Optional;

/** Requests as the store has them this moment, those that have expired left out. */
public final class InMemoryRequests implements Requests {
  private final InMemoryWorkshop workshop;

  public InMemoryRequests(InMemoryWorkshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Optional<Request> find(IdempotencyKey key, Instant now) {
    return workshop
        .find(Request.aggregateId(key), Request.class)
        .filter(request -> !request.isExpiredAt(now));
  }
}
