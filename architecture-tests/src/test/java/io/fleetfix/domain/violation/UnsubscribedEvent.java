package io.fleetfix.domain.violation;

import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Map;

/** An event without a subscription, a schema case and RaisedEvents. */
public record UnsubscribedEvent(String aggregateId, Version sequence, Instant occurredAt)
    implements DomainEvent {
  public static final String TYPE = "UnsubscribedEvent";

  @Override
  public String eventType() {
    return TYPE;
  }

  @Override
  public Map<String, String> ids() {
    return Map.of();
  }
}
