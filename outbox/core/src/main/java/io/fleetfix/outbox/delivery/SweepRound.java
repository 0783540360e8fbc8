package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.delivery.Resender.Resent;
import io.fleetfix.outbox.delivery.SweepOutbox.Round;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of the sweeper: what it sent, and what the bus said. */
final class SweepRound {
  private static final DoublingWait WAIT =
      new DoublingWait(Duration.ofMinutes(2), SweepOutbox.LONGEST_WAIT);

  /** How many entries are claimed before they are sent. A crash delays at most this many. */
  private static final int AT_ONCE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(SweepOutbox.class);

  private final OutboxLedger ledger;
  private final Resender resender;
  private final Instant now;
  private final Runnable beforeEach;

  private final List<EventId> accepted = new ArrayList<>();
  private final Map<Delivery, String> refused = new LinkedHashMap<>();
  private final List<EventId> stuck = new ArrayList<>();
  private boolean foundSome;
  private boolean busy;

  SweepRound(OutboxLedger ledger, Resender resender, Instant now, Runnable beforeEach) {
    this.ledger = ledger;
    this.resender = resender;
    this.now = now;
    this.beforeEach = beforeEach;
  }

  /**
   * Sends entries that are due. It stops when the bus is unavailable for more than a few, which may
   * have a trouble of their own: further entries would only have to wait, too.
   *
   * @param until after a wait, an entry is due again once this time has moved on as far
   */
  void send(Instant until, int allowance) {
    Page<Delivery> due = ledger.due(until, FastPath.implausible(now), allowance);
    due.unreadable().forEach(SweepRound::logUnreadable);
    foundSome = !due.items().isEmpty() || !due.unreadable().isEmpty();
    List<Delivery> items = due.items();
    for (int from = 0; from < items.size() && !busy; from += AT_ONCE) {
      List<Delivery> next = items.subList(from, Math.min(items.size(), from + AT_ONCE));
      Map<EventId, Resent> resent =
          resender.resend(
              next,
              now,
              delivery -> { // called before each claim
                beforeEach.run();
                return until.plus(WAIT.after(delivery.resends()));
              });
      next.forEach(delivery -> add(delivery, resent));
      busy =
          resent.values().stream().filter(Resent.Unavailable.class::isInstance).count()
              > SweepOutbox.PROBES;
    }
  }

  private void add(Delivery delivery, Map<EventId, Resent> resent) {
    EventId eventId = delivery.entry().eventId();
    if (delivery.resends() >= SweepOutbox.STUCK_AFTER) {
      stuck.add(eventId);
    }
    switch (resent.get(eventId)) {
      case Resent.Accepted() -> accepted.add(eventId);
      case Resent.Refused(String code) -> refused.put(delivery, code);
      case Resent.Unavailable() -> {}
      case Resent.NotClaimed() -> {}
      case Resent.NotTried() -> {}
      case null -> {}
    }
  }

  /** Whether any entry was due. */
  boolean foundSome() {
    return foundSome;
  }

  /** The number of entries to send in the next round if these come back. */
  int nextAllowance(int allowance) {
    return Math.clamp(
        busy ? accepted.size() : 2L * allowance, SweepOutbox.PROBES, SweepOutbox.MAX_PER_ROUND);
  }

  /** Those that come back last. */
  List<EventId> probes() {
    return accepted.subList(Math.max(0, accepted.size() - SweepOutbox.PROBES), accepted.size());
  }

  /**
   * Counts the refusals, and quarantines what was refused too often. If the bus takes no event at
   * all, the reason is not in the entries, and nothing is counted.
   *
   * @param busTakesOthers whether other events have come out of the bus lately
   */
  Round settle(boolean busTakesOthers) {
    if (!busTakesOthers && accepted.isEmpty()) {
      if (!refused.isEmpty()) {
        LOG.atWarn()
            .addKeyValue("code", refused.values().iterator().next())
            .log("Bus refused every event; they stay pending");
      }
      return new Round(0, refused.size(), 0);
    }
    int quarantined = 0;
    for (Map.Entry<Delivery, String> each : refused.entrySet()) {
      quarantined += count(each.getKey(), each.getValue()) ? 1 : 0;
    }
    stuck.forEach(
        eventId ->
            LOG.atWarn()
                .addKeyValue("eventId", eventId)
                .log("Event has no receipt after many resends, although others arrive"));
    return new Round(accepted.size(), refused.size(), quarantined, stuck);
  }

  private boolean count(Delivery delivery, String code) {
    ledger.recordRefusal(delivery.entry());
    if (delivery.refusals() + 1 < SweepOutbox.MAX_REFUSALS) {
      return false;
    }
    LOG.atError()
        .addKeyValue("eventId", delivery.entry().eventId())
        .addKeyValue("code", code)
        .log("Event quarantined after repeated refusals by the bus");
    ledger.quarantine(delivery.entry(), QuarantineReason.refused(code), now);
    return true;
  }

  private static void logUnreadable(Unreadable row) {
    LOG.atError()
        .addKeyValue("key", row.key())
        .addKeyValue("problem", row.problem())
        .log("Unreadable outbox row quarantined");
  }
}
