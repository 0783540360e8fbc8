package io.fleetfix.outbox.contracts;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The sample aggregate of the contracts: packed, packed again at will, and shipped once.
 *
 * @param contents any text; it never leaves the store
 * @param shippedAt null until it is shipped
 */
public record Parcel(String id, Version version, String contents, @Nullable Instant shippedAt)
    implements Aggregate {
  public static final String KEY_PREFIX = "PARCEL#";

  /** Why a parcel refuses a command. */
  public enum Refusal {
    /** It is on its way already. */
    ALREADY_SHIPPED,
    /** There is nothing in it. */
    EMPTY
  }

  /** A new parcel; it raises no event. */
  public static Change<Parcel> packed(String id, String contents) {
    return Change.of(new Parcel(id, Version.FIRST, contents, null));
  }

  /** Other contents; it raises no event. */
  public Decision<Parcel, Refusal> repack(String other) {
    return isShipped()
        ? new Decision.Refused<>(Refusal.ALREADY_SHIPPED)
        : new Decision.Accepted<>(Change.of(new Parcel(id, version.next(), other, null)));
  }

  /** Sends it on its way; asked again, it is on its way already. */
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
   * The event that its shipment raised, derived again.
   *
   * @throws IllegalStateException if it is not shipped
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
