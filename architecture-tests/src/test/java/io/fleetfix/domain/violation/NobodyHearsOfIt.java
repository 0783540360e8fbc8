package io.fleetfix.domain.violation;

import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Map;

/** An event that was added in one place alone. */
public record NobodyHearsOfIt(String aggregateId, Version sequence, Instant occurredAt)
    implements DomainEvent {
  public static final String TYPE = "NobodyHearsOfIt";

  @Override
  public String eventType() {
    return TYPE;
  }

  @Override
  public Map<String, String> ids() {
    return Map.of();
  }
}
