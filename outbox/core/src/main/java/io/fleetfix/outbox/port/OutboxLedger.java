package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the table knows of each event's delivery. An entry that is pending or quarantined never
 * expires. Every method may throw {@link StorageUnavailable}.
 */
public interface OutboxLedger {
  /** How long a delivered entry is kept at least. */
  Duration RETENTION = Duration.ofDays(30);

  /**
   * Marks the entry delivered, once: a later receipt changes nothing, and costs no write. Lifts a
   * quarantine. From {@link #RETENTION} after that time on, the store may drop the entry.
   *
   * @param receipt the event as it came out of the bus
   */
  Confirmation confirm(OutboxEntry receipt, Instant deliveredAt);

  /** Sees every commit and every mark that returned before this call. */
  Optional<Delivery> find(EventId eventId);

  /**
   * Records that the entry is about to be sent other than by the fast path. Call it before you
   * publish, so that a receipt that is quicker than you is not taken for the fast path's. A pending
   * entry becomes due again at {@code dueAgain}; delivered and quarantined entries keep their
   * state.
   *
   * @param seen the delivery as you read it
   * @return false if the entry is unknown, or another resend was claimed since you read it: nothing
   *     was changed, and you must not publish
   */
  boolean claimResend(Delivery seen, Instant at, Instant dueAgain);

  /** Counts a claimed resend that the bus refused. Only a pending entry is changed. */
  void recordRefusal(OutboxEntry entry);

  /**
   * The entries that are due by then, the first due first. Each is pending at the time of the call,
   * whatever an index says; one committed a moment ago may be missing. An entry that cannot be read
   * is quarantined and named.
   *
   * @param limit how many at most, at least 1
   */
  Page<Delivery> due(Instant until, int limit);

  /** How much there is; a commit of the last moments may be missing. */
  OutboxSize size();

  /**
   * Sets a pending entry aside: it is not sent any more, never expires, and is listed with its
   * reason until it is released. The first reason stands; delivered and unknown entries stay as
   * they are.
   */
  void quarantine(OutboxEntry entry, String reason, Instant at);

  /**
   * Makes a quarantined entry pending again, due at once, as if the bus had never refused it.
   *
   * @return false if it is not quarantined: nothing was changed
   */
  boolean release(EventId eventId, Instant at);

  /**
   * The quarantined entries, the latest first; one of the last moments may be missing.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor cannot be read
   */
  Page<Quarantined> quarantined(PageRequest request);

  /** What a receipt found. */
  enum Confirmation {
    /** There is no such entry, and none was made. */
    UNKNOWN,
    /** It was delivered before. */
    REPEATED,
    /** It came by the fast path: no resend was claimed. */
    FIRST,
    /** A resend was claimed or the entry was quarantined, and it arrived. */
    AFTER_RESEND
  }

  /**
   * An entry that was set aside. Ids are as they are stored: they may be the reason why the entry
   * cannot be read.
   */
  record Quarantined(String eventId, String aggregateId, Instant at, String reason) {}
}
