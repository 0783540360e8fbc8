package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered.Result;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      /** Nothing was sent or recorded, because the bus was silent for the events before it. */
      NOT_TRIED,
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

  /**
   * The results of one request.
   *
   * @param page one result per event
   * @param busSilent whether the bus gave no answer: then the events after that were not tried, and
   *     the next page would only wait for the bus again
   */
  public record Results(Page<Redelivered> page, boolean busSilent) {}

  /** Redelivers one event. */
  public Redelivered event(EventId eventId, Order order) {
    return events(List.of(eventId), order).page().items().getFirst();
  }

  /**
   * Redelivers the events that these aggregates have raised. Unknown aggregates and aggregates
   * without events are skipped; unreadable ones are named.
   */
  public Results aggregates(List<String> aggregateIds, Order order) {
    List<Raised<?>> found = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (String aggregateId : aggregateIds) {
      try {
        raised.of(aggregateId).ifPresent(found::add);
      } catch (UnreadableRow row) {
        unreadable.add(row.row());
      }
    }
    return redeliver(new Page<>(found, unreadable, null), order);
  }

  /**
   * Redelivers the events of the aggregates that raised events in a window, page by page.
   *
   * @param request the page; its limit counts aggregates, not events
   */
  public Results window(Window window, PageRequest request, Order order) {
    return redeliver(raised.between(window, request), order);
  }

  private Results redeliver(Page<Raised<?>> aggregates, Order order) {
    List<EventId> events =
        aggregates.items().stream()
            .flatMap(aggregate -> aggregate.events().stream())
            .map(DomainEvent::eventId)
            .toList();
    Results results = events(events, order);
    return new Results(
        new Page<>(results.page().items(), aggregates.unreadable(), aggregates.nextCursor()),
        results.busSilent());
  }

  /** Redelivers these events. */
  public Results events(List<EventId> events, Order order) {
    Map<EventId, Result> results = new LinkedHashMap<>();
    List<Delivery> found = new ArrayList<>();
    events.forEach(eventId -> results.put(eventId, look(eventId, found)));
    Instant now = clock.instant();
    Resender.Batches sent =
        resender.resendInBatches(
            order.dryRun() ? List.of() : found,
            now,
            now.plus(WAIT),
            each -> redeliveries.add(new Redelivery(each.entry().eventId(), now, order.by())));
    sent.resent().forEach((eventId, resent) -> results.put(eventId, result(resent)));
    return new Results(
        new Page<>(
            results.entrySet().stream()
                .map(each -> new Redelivered(each.getKey(), each.getValue()))
                .toList(),
            null),
        sent.silent());
  }

  /** Adds the event to those that are found, which a dry run would send. */
  private Result look(EventId eventId, List<Delivery> found) {
    try {
      Optional<Delivery> delivery = ledger.find(eventId);
      delivery.ifPresent(found::add);
      return delivery.isPresent() ? Result.WOULD_BE_SENT : Result.UNKNOWN_OR_EXPIRED;
    } catch (StorageUnavailable unavailable) {
      throw unavailable;
    } catch (RuntimeException unreadable) { // An unreadable row must not stop the others.
      LOG.atWarn()
          .setCause(unreadable)
          .addKeyValue("eventId", eventId)
          .log("Unreadable event not redelivered");
      return Result.UNREADABLE;
    }
  }

  private static Result result(Resent resent) {
    return switch (resent) {
      case Resent.Accepted() -> Result.SENT;
      case Resent.Refused(String code) -> Result.REFUSED;
      case Resent.Unavailable() -> Result.UNAVAILABLE;
      // Another resend is in progress, or the entry has just expired: the operator can retry.
      case Resent.NotClaimed() -> Result.UNAVAILABLE;
      case Resent.NotTried() -> Result.NOT_TRIED;
    };
  }
}
