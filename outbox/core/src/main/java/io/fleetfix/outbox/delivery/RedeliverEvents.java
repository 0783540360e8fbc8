package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.delivery.Resender.Resent;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events again because a person wants it, whatever their state: as they are in the table, so
 * with the same id, which keeps effects single. Each is recorded with who asked for it.
 */
public final class RedeliverEvents {
  private static final Logger LOG = LoggerFactory.getLogger(RedeliverEvents.class);

  /** A pending event is left to its receipt for so long before the sweeper looks at it again. */
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
   * How to do it.
   *
   * @param by who asks for it, for the record
   * @param dryRun only say what would be sent
   */
  public record Order(String by, boolean dryRun) {}

  /** What became of one event. */
  public record Redelivered(EventId eventId, Result result) {
    /** The bus's answer, if it was asked. */
    public enum Result {
      SENT,
      REFUSED,
      UNAVAILABLE,
      /** It was a dry run. */
      WOULD_BE_SENT,
      /** The outbox has no such event: it never had, or it was delivered long ago and expired. */
      UNKNOWN_OR_EXPIRED,
      /** Its row is not as it was written; the log says what is wrong with it. */
      UNREADABLE
    }
  }

  /** One event. */
  public Redelivered event(EventId eventId, Order order) {
    Optional<Delivery> delivery;
    try {
      delivery = ledger.find(eventId);
    } catch (StorageUnavailable unavailable) {
      throw unavailable;
    } catch (RuntimeException unreadable) { // One bad row must not keep the others back.
      LOG.atWarn()
          .setCause(unreadable)
          .addKeyValue("eventId", eventId)
          .log("An event can't be read, and is not sent again");
      return new Redelivered(eventId, Redelivered.Result.UNREADABLE);
    }
    return new Redelivered(
        eventId,
        delivery
            .map(readable -> send(readable, order))
            .orElse(Redelivered.Result.UNKNOWN_OR_EXPIRED));
  }

  /** The events that these aggregates have raised; nothing for one that has raised none. */
  public List<Redelivered> aggregates(List<String> aggregateIds, Order order) {
    return aggregateIds.stream()
        .flatMap(aggregateId -> raised.of(aggregateId).stream())
        .flatMap(aggregate -> events(aggregate, order))
        .toList();
  }

  /**
   * The events of the aggregates that raised some in a window, page by page.
   *
   * @param request its limit counts aggregates
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
      // Another resend is under way at this very moment, or it has just expired: ask again.
      case Resent.NotClaimed() -> Redelivered.Result.UNAVAILABLE;
    };
  }
}
