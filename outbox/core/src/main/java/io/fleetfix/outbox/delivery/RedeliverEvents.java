package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.delivery.Resender.Resent;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.Redeliveries.Redelivery;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redelivers events on an operator's request, whatever their state. An event is sent as it is
 * stored, under the same id, so its effects still occur only once. Each redelivery is recorded with
 * the operator who requested it.
 */
public final class RedeliverEvents {
  private static final Logger LOG = LoggerFactory.getLogger(RedeliverEvents.class);

  /**
   * How long a redelivered pending event waits for its receipt before the sweeper may send it
   * again.
   */
  private static final Duration WAIT = Duration.ofMinutes(2);

  private final AllRaisedEvents raised;
  private final OutboxLedger ledger;
  private final Redeliveries redeliveries;
  private final Resender resender;
  private final InstantSource clock;

  public RedeliverEvents(
      AllRaisedEvents raised,
      OutboxLedger ledger,
      Redeliveries redeliveries,
      Resender resender,
      InstantSource clock) {
    this.raised = raised;
    this.ledger = ledger;
    this.redeliveries = redeliveries;
    this.resender = resender;
    this.clock = clock;
  }

  /**
   * How to redeliver events.
   *
   * @param by the operator who requests it, for the record
   * @param dryRun whether to only report what would be sent
   */
  public record Order(String by, boolean dryRun) {}

  /** The result for one event. */
  public record Redelivered(EventId eventId, Result result) {
    /** What happened to the event. */
    public enum Result {
      SENT,
      REFUSED,
      UNAVAILABLE,
      /** Nothing was sent, because this was a dry run. */
      WOULD_BE_SENT,
      /**
       * The outbox has no such event: it never existed, or was delivered long ago and has expired.
       */
      UNKNOWN_OR_EXPIRED,
      /** The event's row cannot be read; see the log for the reason. */
      UNREADABLE
    }
  }

  /** Redelivers one event. */
  public Redelivered event(EventId eventId, Order order) {
    Optional<Delivery> delivery;
    try {
      delivery = ledger.find(eventId);
    } catch (StorageUnavailable unavailable) {
      throw unavailable;
    } catch (RuntimeException unreadable) { // An unreadable row must not stop the others.
      LOG.atWarn()
          .setCause(unreadable)
          .addKeyValue("eventId", eventId)
          .log("Unreadable event not redelivered");
      return new Redelivered(eventId, Redelivered.Result.UNREADABLE);
    }
    return new Redelivered(
        eventId,
        delivery
            .map(readable -> send(readable, order))
            .orElse(Redelivered.Result.UNKNOWN_OR_EXPIRED));
  }

  /**
   * Redelivers the events that these aggregates have raised. Unknown aggregates and aggregates
   * without events are skipped; unreadable ones are named.
   */
  public Page<Redelivered> aggregates(List<String> aggregateIds, Order order) {
    List<Redelivered> redelivered = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (String aggregateId : aggregateIds) {
      try {
        raised
            .of(aggregateId)
            .ifPresent(aggregate -> events(aggregate, order).forEach(redelivered::add));
      } catch (UnreadableRow row) {
        unreadable.add(row.row());
      }
    }
    return new Page<>(redelivered, unreadable, null);
  }

  /**
   * Redelivers the events of the aggregates that raised events in a window, page by page.
   *
   * @param request the page; its limit counts aggregates, not events
   */
  public Page<Redelivered> window(Window window, PageRequest request, Order order) {
    Page<Raised<?>> page = raised.between(window, request);
    return new Page<>(
        page.items().stream().flatMap(aggregate -> events(aggregate, order)).toList(),
        page.unreadable(),
        page.nextCursor());
  }

  private Stream<Redelivered> events(Raised<?> aggregate, Order order) {
    return aggregate.events().stream().map(DomainEvent::eventId).map(id -> event(id, order));
  }

  private Redelivered.Result send(Delivery delivery, Order order) {
    if (order.dryRun()) {
      return Redelivered.Result.WOULD_BE_SENT;
    }
    Instant now = clock.instant();
    redeliveries.add(new Redelivery(delivery.entry().eventId(), now, order.by()));
    return switch (resender.resend(delivery, now, now.plus(WAIT))) {
      case Resent.Accepted() -> Redelivered.Result.SENT;
      case Resent.Refused(String code) -> Redelivered.Result.REFUSED;
      case Resent.Unavailable() -> Redelivered.Result.UNAVAILABLE;
      // Another resend is in progress, or the entry has just expired: the operator can retry.
      case Resent.NotClaimed() -> Redelivered.Result.UNAVAILABLE;
    };
  }
}
