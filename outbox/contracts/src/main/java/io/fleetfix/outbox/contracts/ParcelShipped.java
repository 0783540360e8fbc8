package io.fleetfix.outbox.contracts;

import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Map;

/** A parcel was shipped. */
public record ParcelShipped(String parcelId, Version sequence, Instant occurredAt)
    implements DomainEvent {
  public static final String TYPE = "ParcelShipped";

  public ParcelShipped {
    occurredAt = UtcMillis.truncated(occurredAt);
  }

  @Override
  public String eventType() {
    return TYPE;
  }

  @Override
  public String aggregateId() {
    return Parcel.KEY_PREFIX + parcelId;
  }

  @Override
  public Map<String, String> ids() {
    return Map.of(Parcels.ID_FIELD, parcelId);
  }
}
