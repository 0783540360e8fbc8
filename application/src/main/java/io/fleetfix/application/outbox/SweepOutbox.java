package io.fleetfix.application.outbox;

import static java.util.stream.Collectors.toMap;

import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Attempt;
import io.fleetfix.application.port.DeliveryLedger.Attempt.Outcome;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.DeliveryLedger.State;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.EventBus.NotAccepted;
import io.fleetfix.application.port.EventBus.NotAccepted.Cause;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Receipts.Arrivals;
import io.fleetfix.domain.EventId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends again what the fast path passed by: the guarantee that every event arrives, whatever became
 * of the stream. It works from the table alone.
 *
 * <p>It must not make an outage worse. So an entry counts as passed by only when a receipt of a
 * later event has come by the fast path, or when that has been silent for long. As long as no
 * receipt answers to what it sends, only a few probes go out; when they are answered, twice as many
 * each round. And one that was sent waits for its receipt twice as long each time.
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
  public static final int MOST_A_ROUND = 1_000;
  public static final int MAX_REFUSALS = 5;

  private static final DoublingWait WAIT =
      new DoublingWait(Duration.ofMinutes(2), Duration.ofHours(1));

  /** So many are sent before their attempts are noted: what a crash can repeat. */
  private static final int AT_ONCE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(SweepOutbox.class);

  private final Backlog backlog;
  private final DeliveryLedger ledger;
  private final Quarantine quarantine;
  private final Receipts receipts;
  private final EventBus bus;
  private final InstantSource clock;

  private int allowance = PROBES;
  private @Nullable Instant sentAt;

  public SweepOutbox(
      Backlog backlog,
      DeliveryLedger ledger,
      Quarantine quarantine,
      Receipts receipts,
      EventBus bus,
      InstantSource clock) {
    this.backlog = backlog;
    this.ledger = ledger;
    this.quarantine = quarantine;
    this.receipts = receipts;
    this.bus = bus;
    this.clock = clock;
  }

  /**
   * What a round did.
   *
   * @param resent how many the bus accepted
   */
  public record Round(int resent, int refused, int quarantined) {}

  /**
   * One round. Entries that the bus could not be asked about stay due.
   *
   * @throws io.fleetfix.application.port.StorageUnavailable if the table can't be asked: what was
   *     sent by then may be sent again
   */
  public Round sweep() {
    Instant now = clock.instant();
    Arrivals arrivals = receipts.latest();
    List<Delivery> due = backlog.due(passedBy(arrivals, now), allowance(arrivals));
    Round round = new Round(0, 0, 0);
    for (int from = 0; from < due.size(); from += AT_ONCE) {
      round = sent(due.subList(from, Math.min(due.size(), from + AT_ONCE)), now, round);
    }
    return round;
  }

  /** What occurred until then and has no receipt, the fast path won't bring any more. */
  private static Instant passedBy(Arrivals arrivals, Instant now) {
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
      allowance = isAnswered ? Math.min(2 * allowance, MOST_A_ROUND) : PROBES;
      sentAt = null;
    }
    return allowance;
  }

  private Round sent(List<Delivery> due, Instant now, Round before) {
    Map<EventId, NotAccepted> notAccepted =
        bus.publish(due.stream().map(Delivery::entry).toList()).stream()
            .collect(toMap(NotAccepted::eventId, entry -> entry));
    int resent = before.resent();
    int refused = before.refused();
    int quarantined = before.quarantined();
    for (Delivery delivery : due) {
      OutboxEntry entry = delivery.entry();
      NotAccepted no = notAccepted.get(entry.eventId());
      if (no == null) {
        ledger.note(entry.eventId(), attempt(Outcome.ACCEPTED, delivery, now));
        sentAt = now;
        resent++;
      } else if (no.cause() == Cause.REFUSED) {
        refused++;
        quarantined += refused(delivery, no, now);
      }
    }
    return new Round(resent, refused, quarantined);
  }

  /** How many it quarantined. */
  private int refused(Delivery delivery, NotAccepted no, Instant now) {
    EventId eventId = delivery.entry().eventId();
    if (refusals(delivery) + 1 < MAX_REFUSALS) {
      ledger.note(eventId, attempt(Outcome.REFUSED, delivery, now));
      return 0;
    }
    LOG.atError()
        .addKeyValue("eventId", eventId)
        .addKeyValue("code", no.code())
        .log("The bus refuses an event again and again; it is quarantined");
    quarantine.enter(eventId, "The bus refuses it: " + no.code(), now);
    return 1;
  }

  private static Attempt attempt(Outcome outcome, Delivery delivery, Instant now) {
    int tries = delivery.resends() + refusals(delivery);
    return new Attempt(outcome, now, now.plus(WAIT.after(tries)));
  }

  private static int refusals(Delivery delivery) {
    return delivery.state() instanceof State.Pending pending ? pending.refusals() : 0;
  }
}
