package io.fleetfix.outbox.contracts;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The sample aggregate of the contracts: a parcel is packed, repacked any number of times, and
 * shipped once.
 *
 * @param contents any text; never published
 * @param shippedAt when the parcel was shipped; null until then
 */
public record Parcel(String id, Version version, String contents, @Nullable Instant shippedAt)
    implements Aggregate {
  public static final String KEY_PREFIX = "PARCEL#";

  /** Why a parcel refuses a command. */
  public enum Refusal {
    /** The parcel was already shipped. */
    ALREADY_SHIPPED,
    /** The parcel is empty. */
    EMPTY
  }

  /** Packs a new parcel. Raises no event. */
  public static Change<Parcel> packed(String id, String contents) {
    return Change.of(new Parcel(id, Version.FIRST, contents, null));
  }

  /** Replaces the contents. Raises no event. */
  public Decision<Parcel, Refusal> repack(String other) {
    return isShipped()
        ? new Decision.Refused<>(Refusal.ALREADY_SHIPPED)
        : new Decision.Accepted<>(Change.of(new Parcel(id, version.next(), other, null)));
  }

  /** Ships the parcel. Repeating this has no further effect. */
  public Decision<Parcel, Refusal> ship(Instant at) {
    if (isShipped()) {
      return new Decision.AlreadyDone<>(this);
    }
    if (contents.isEmpty()) {
      return new Decision.Refused<>(Refusal.EMPTY);
    }
    Parcel shipped = new Parcel(id, version.next(), contents, UtcMillis.truncated(at));
    return new Decision.Accepted<>(Change.of(shipped, shipped.shippedEvent()));
  }

  public boolean isShipped() {
    return shippedAt != null;
  }

  /**
   * The event that the shipment raised, derived from the state.
   *
   * @throws IllegalStateException if the parcel is not shipped
   */
  public ParcelShipped shippedEvent() {
    if (shippedAt == null) {
      throw new IllegalStateException("Not shipped");
    }
    return new ParcelShipped(id, version, shippedAt);
  }

  @Override
  public String aggregateId() {
    return KEY_PREFIX + id;
  }
}
