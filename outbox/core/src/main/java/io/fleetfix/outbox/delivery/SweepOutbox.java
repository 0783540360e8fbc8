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
 * Sends again what the fast path did not deliver: the guarantee that every event arrives, whatever
 * became of the stream. It works from the table alone.
 *
 * <p>It must not make an outage worse. So an entry counts as overdue only when a receipt of a later
 * event has come by the fast path, or when that has been silent for long. As long as no receipt
 * answers to what it sends, only a few probes go out; when they are answered, twice as many each
 * round. And an entry that was sent waits for its receipt twice as long each time.
 *
 * <p>Only refusals by the bus count against an entry: after {@link #MAX_REFUSALS} rounds it is
 * quarantined. One instance sweeps at a time; for one thread.
 */
public final class SweepOutbox {
  /** By how much a later event must have overtaken an entry: queues keep no order. */
  public static final Duration OVERTAKEN = Duration.ofMinutes(2);

  /** From when on a fast path that brings nothing counts as broken. */
  public static final Duration SILENCE = Duration.ofMinutes(15);

  public static final int PROBES = 3;
  public static final int MAX_PER_ROUND = 1_000;
  public static final int MAX_REFUSALS = 5;

  private static final DoublingWait WAIT =
      new DoublingWait(Duration.ofMinutes(2), Duration.ofHours(1));

  /** So many are claimed before they are sent: what a crash can delay. */
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
   * What a round did.
   *
   * @param resent how many the bus accepted
   */
  public record Round(int resent, int refused, int quarantined) {
    private Round and(Round other) {
      return new Round(
          resent + other.resent, refused + other.refused, quarantined + other.quarantined);
    }
  }

  /**
   * One round. An entry that the bus could not be asked about is due again after its wait, and ends
   * the round: more of them would only wait with it.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the table can't be asked; what is not
   *     recorded is not sent
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
                    .log("An outbox row can't be read; it is quarantined"));
    Round round = new Round(0, 0, 0);
    for (int from = 0; from < due.items().size(); from += AT_ONCE) {
      int to = Math.min(due.items().size(), from + AT_ONCE);
      List<Delivery> next = due.items().subList(from, to);
      Map<EventId, Resent> resent =
          resender.resend(next, now, delivery -> now.plus(WAIT.after(delivery.resends())));
      round = round.and(counted(next, resent, now));
      if (resent.containsValue(new Resent.Unavailable())) {
        break; // A busy bus takes no more; what is not claimed yet is due in the next round.
      }
    }
    return round;
  }

  /** What occurred until then and has no receipt, the fast path won't deliver any more. */
  private static Instant overdueUntil(Arrivals arrivals, Instant now) {
    Instant silent = now.minus(SILENCE);
    Instant newest = arrivals.newest();
    Instant fastAt = arrivals.fastAt();
    if (newest == null || fastAt == null) {
      return silent;
    }
    // Another instance's clock may be ahead of ours.
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
        .log("The bus keeps refusing an event; it is quarantined");
    ledger.quarantine(delivery.entry(), "The bus refuses it: " + code, now);
    return new Round(0, 1, 1);
  }
}
