package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.port.Receipts.Progress;
import java.time.Duration;
import java.time.Instant;

/**
 * What the sweeper may assume about the fast path, which it must not overtake. Whether the fast
 * path works is decided without any clock: by whether its receipts grew in number from one counted
 * round to the next. Times that other instances wrote are only used within bounds, so that a wrong
 * clock costs duplicates or a bounded delay, and never an event.
 *
 * @param progress what the receipts have shown
 * @param silentRounds number of counted rounds without a further receipt
 */
record FastPath(Progress progress, int silentRounds) {
  /** Room for clocks that differ. */
  private static final Duration DRIFT = Duration.ofHours(1);

  /**
   * The fast path will no longer deliver an entry that occurred by this time and has no receipt.
   */
  Instant overdueUntil(Instant now) {
    Instant reached = progress.reached();
    if (silentRounds >= SweepOutbox.SILENT_ROUNDS || reached == null) {
      return now.minus(SweepOutbox.SILENCE);
    }
    return (reached.isAfter(now) ? now : reached).minus(SweepOutbox.OVERTAKEN);
  }

  /**
   * What is older than this is due even if the fast path seems to work its way up to it: it may
   * only seem so, because the clocks of those whose events arrive are slow. It is probed, not sent
   * as a whole.
   */
  static Instant forgottenUntil(Instant now) {
    return now.minus(DRIFT);
  }

  /** No entry is due after this time unless a clock is wrong. */
  static Instant implausible(Instant now) {
    return now.plus(SweepOutbox.LONGEST_WAIT).plus(DRIFT);
  }
}
