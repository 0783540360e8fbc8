package io.fleetfix.application.port;

import io.fleetfix.domain.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the table knows of each event's delivery. An unconfirmed entry never expires. All may throw
 * {@link StorageUnavailable}.
 */
public interface DeliveryLedger {
  /**
   * Marks the entry delivered, once: a later receipt changes nothing. From {@link #RETENTION} after
   * that time on, the store may drop the entry.
   *
   * @return whether such an entry exists; none is made for an unknown event
   */
  boolean confirm(EventId eventId, Instant deliveredAt);

  /** Sees every commit and confirmation that has returned before this call. */
  Optional<Delivery> find(EventId eventId);

  /** What is still unconfirmed; a commit of the last moments may be missing. */
  Backlog backlog();

  /** How long a confirmed entry is kept at least. */
  Duration RETENTION = Duration.ofDays(30);

  /**
   * An entry and how far it got.
   *
   * @param deliveredAt when its receipt came back from the bus; null while it is pending
   */
  record Delivery(OutboxEntry entry, @Nullable Instant deliveredAt) {}

  /**
   * The unconfirmed entries.
   *
   * @param pending how many
   * @param oldest when the oldest of them occurred; null if there is none
   */
  record Backlog(long pending, @Nullable Instant oldest) {}
}
