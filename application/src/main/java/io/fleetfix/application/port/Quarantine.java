package io.fleetfix.application.port;

import io.fleetfix.domain.EventId;
import java.time.Instant;

/**
 * The entries that were given up: not sent any more, never expiring, shown with their reason until
 * somebody releases them. All may throw {@link StorageUnavailable}.
 */
public interface Quarantine {
  /**
   * Gives up on a pending entry. The first reason stands; a delivered or unknown one stays as it
   * is.
   */
  void enter(EventId eventId, String reason, Instant at);

  /**
   * Makes it pending again, due at once, as if the bus had never refused it.
   *
   * @return false if it is not quarantined: nothing was changed
   */
  boolean release(EventId eventId, Instant at);

  /**
   * The last given up first; one of the last moments may be missing.
   *
   * @throws io.fleetfix.domain.InvalidValue if the cursor cannot be read
   */
  Page<Quarantined> list(PageRequest request);

  /**
   * An entry that was given up. Ids are as they are stored: it may be their fault that the entry
   * can't be read.
   */
  record Quarantined(String eventId, String repairId, Instant at, String reason) {}
}
