package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.delivery.Resender.Resent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Receipts.Arrivals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resends events that the fast path did not deliver. It guarantees that every event arrives,
 * whatever happens to the stream, because it reads only the table.
 *
 * <p>It must not make an outage worse. An entry therefore counts as overdue only when a receipt of
 * a later event has arrived by the fast path, or when the fast path has been silent for {@link
 * #SILENCE}. While no receipts arrive for the entries it sends, it sends only {@link #PROBES} per
 * round; once they arrive, it doubles the number each round. After each resend, an entry waits
 * twice as long for its receipt.
 *
 * <p>An entry is quarantined after the bus has refused it in {@link #MAX_REFUSALS} rounds; no other
 * failure counts. Run it in one instance at a time, from one thread.
 */
public final class SweepOutbox {
  /** How much older than the newest received event an overdue entry is: queues keep no order. */
  public static final Duration OVERTAKEN = Duration.ofMinutes(2);

  /** After how long without a delivery the fast path counts as broken. */
  public static final Duration SILENCE = Duration.ofMinutes(15);

  public static final int PROBES = 3;
  public static final int MAX_PER_ROUND = 1_000;
  public static final int MAX_REFUSALS = 5;

  private static final DoublingWait WAIT =
      new DoublingWait(Duration.ofMinutes(2), Duration.ofHours(1));

  /** How many entries are claimed before they are sent. A crash delays at most this many. */
  private static final int AT_ONCE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(SweepOutbox.class);

  private final OutboxLedger ledger;
  private final Receipts receipts;
  private final Resender resender;
  private final InstantSource clock;

  private int allowance = PROBES;
  private @Nullable Instant sentAt;

  public SweepOutbox(
      OutboxLedger ledger, Receipts receipts, Resender resender, InstantSource clock) {
    this.ledger = ledger;
    this.receipts = receipts;
    this.resender = resender;
    this.clock = clock;
  }

  /**
   * The result of one round.
   *
   * @param resent number of entries that the bus accepted
   */
  public record Round(int resent, int refused, int quarantined) {
    private Round and(Round other) {
      return new Round(
          resent + other.resent, refused + other.refused, quarantined + other.quarantined);
    }
  }

  /**
   * Runs one round. If the bus is unavailable for an entry, the entry is due again after its wait,
   * and the round ends: further entries would only have to wait, too.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the table is unavailable; an entry whose
   *     resend is not recorded is not sent
   */
  public Round sweep() {
    Instant now = clock.instant();
    Arrivals arrivals = receipts.latest();
    Page<Delivery> due = ledger.due(overdueUntil(arrivals, now), allowance(arrivals));
    due.unreadable()
        .forEach(
            row ->
                LOG.atError()
                    .addKeyValue("key", row.key())
                    .addKeyValue("problem", row.problem())
                    .log("Unreadable outbox row quarantined"));
    Round round = new Round(0, 0, 0);
    for (int from = 0; from < due.items().size(); from += AT_ONCE) {
      int to = Math.min(due.items().size(), from + AT_ONCE);
      List<Delivery> next = due.items().subList(from, to);
      Map<EventId, Resent> resent =
          resender.resend(next, now, delivery -> now.plus(WAIT.after(delivery.resends())));
      round = round.and(counted(next, resent, now));
      if (resent.containsValue(new Resent.Unavailable())) {
        break; // The bus is busy: entries not claimed yet are due in the next round.
      }
    }
    return round;
  }

  /**
   * The fast path will no longer deliver an entry that occurred by this time and has no receipt.
   */
  private static Instant overdueUntil(Arrivals arrivals, Instant now) {
    Instant silent = now.minus(SILENCE);
    Instant newest = arrivals.newest();
    Instant fastAt = arrivals.fastAt();
    if (newest == null || fastAt == null) {
      return silent;
    }
    // Another instance's clock may be ahead of this one.
    Instant overtaken = (newest.isAfter(now) ? now : newest).minus(OVERTAKEN);
    return fastAt.isBefore(silent) && overtaken.isBefore(silent) ? silent : overtaken;
  }

  private int allowance(Arrivals arrivals) {
    Instant lastSent = sentAt;
    Instant answered = arrivals.at();
    if (lastSent != null) {
      boolean isAnswered = answered != null && !answered.isBefore(lastSent);
      allowance = isAnswered ? Math.min(2 * allowance, MAX_PER_ROUND) : PROBES;
      sentAt = null;
    }
    return allowance;
  }

  private Round counted(List<Delivery> due, Map<EventId, Resent> resent, Instant now) {
    Round round = new Round(0, 0, 0);
    for (Delivery delivery : due) {
      round =
          round.and(
              switch (resent.get(delivery.entry().eventId())) {
                case Resent.Accepted() -> accepted(now);
                case Resent.Refused(String code) -> refused(delivery, code, now);
                case Resent.Unavailable() -> new Round(0, 0, 0);
                case Resent.NotClaimed() -> new Round(0, 0, 0);
                case null -> new Round(0, 0, 0);
              });
    }
    return round;
  }

  private Round accepted(Instant now) {
    sentAt = now;
    return new Round(1, 0, 0);
  }

  private Round refused(Delivery delivery, String code, Instant now) {
    ledger.recordRefusal(delivery.entry());
    if (delivery.refusals() + 1 < MAX_REFUSALS) {
      return new Round(0, 1, 0);
    }
    LOG.atError()
        .addKeyValue("eventId", delivery.entry().eventId())
        .addKeyValue("code", code)
        .log("Event quarantined after repeated refusals by the bus");
    ledger.quarantine(delivery.entry(), "Refused by the bus: " + code, now);
    return new Round(0, 1, 1);
  }
}
