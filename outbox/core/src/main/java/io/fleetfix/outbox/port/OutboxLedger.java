package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.UnreadableRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The delivery state of every event in the outbox. Pending and quarantined entries never expire.
 * Every method may throw {@link StorageUnavailable}.
 */
public interface OutboxLedger {
  /** The minimum time for which a delivered entry is kept. */
  Duration RETENTION = Duration.ofDays(30);

  /**
   * Marks the entry as delivered. Only the first receipt has an effect; a later one changes
   * nothing. A receipt also lifts a quarantine. The store may drop the entry once {@link
   * #RETENTION} has passed since {@code deliveredAt}.
   *
   * @param receipt the event as received from the bus
   */
  Confirmation confirm(OutboxEntry receipt, Instant deliveredAt);

  /**
   * Finds an entry. Sees every commit and every ledger update that returned before this call.
   *
   * @throws UnreadableRow if the entry cannot be read
   */
  Optional<Delivery> find(EventId eventId);

  /**
   * Records that the entry is about to be resent, outside the fast path. Call this before you
   * publish: a receipt may arrive while you are still publishing, and must not be counted as a
   * receipt of the fast path. A pending entry becomes due again at {@code dueAgain}; delivered and
   * quarantined entries keep their state.
   *
   * @param seen the delivery as you last read it
   * @return false if the entry is unknown, or another resend was claimed since you read it; nothing
   *     was changed, and you must not publish
   */
  boolean claimResend(Delivery seen, Instant at, Instant dueAgain);

  /** Counts a claimed resend that the bus refused. Only pending entries are changed. */
  void recordRefusal(OutboxEntry entry);

  /**
   * Returns the entries that are due by {@code until}, earliest first. Each of them was pending at
   * the time of the call, even if an index is stale; an entry committed moments ago may be missing.
   * An unreadable entry is quarantined and listed in {@link Page#unreadable}. An entry of a newer
   * schema version is neither: it stays pending for an instance that can read it, and is looked at
   * again after a wait that doubles up to an hour.
   *
   * @param implausible only a wrong clock makes an entry due after this time: such entries are due
   *     as well, and come first
   * @param limit maximum number of entries, at least 1
   */
  Page<Delivery> due(Instant until, Instant implausible, int limit);

  /**
   * Counts the pending and quarantined entries, and finds the oldest of both. Commits of the last
   * moments may be missing.
   */
  OutboxSize size();

  /**
   * Quarantines a pending entry: it is no longer sent, never expires, and is listed with its reason
   * until it is released or a receipt arrives. An entry that is already quarantined keeps its first
   * reason; delivered and unknown entries are not changed.
   */
  void quarantine(OutboxEntry entry, QuarantineReason reason, Instant at);

  /**
   * Makes a quarantined entry pending again, due at {@code at} and with no refusals counted.
   *
   * @return false if the entry is not quarantined; nothing was changed
   * @throws UnreadableRow if the entry cannot be read; it stays in quarantine
   */
  boolean release(EventId eventId, Instant at);

  /**
   * Lists the quarantined entries, latest first. Entries quarantined moments ago may be missing.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is malformed
   */
  Page<Quarantined> quarantined(PageRequest request);

  /** The result of a receipt. */
  enum Confirmation {
    /** The outbox has no entry for this event, and none was created. */
    UNKNOWN,
    /** The entry was already delivered. */
    REPEATED,
    /** The first receipt, and no resend was claimed: the fast path delivered the entry. */
    FIRST,
    /** The first receipt, after a resend was claimed or the entry was quarantined. */
    AFTER_RESEND
  }

  /**
   * A quarantined entry. The ids are given as stored, because a malformed id may be the reason why
   * the entry cannot be read.
   *
   * @param readable whether the entry can be read, and therefore released
   */
  record Quarantined(
      String eventId, String aggregateId, Instant at, QuarantineReason reason, boolean readable) {}
}
