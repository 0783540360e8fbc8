package io.fleetfix.application.outbox;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Attempt;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.EventBus.NotAccepted;
import io.fleetfix.application.port.EventBus.NotAccepted.Cause;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.Redeliveries.Redelivery;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events again because somebody wants it, whatever their state: as they are in the table, so
 * with the same id, which keeps effects single. Each is recorded with who asked for it.
 */
public final class RedeliverEvents {
  private static final Logger LOG = LoggerFactory.getLogger(RedeliverEvents.class);

  /** A pending event is left to its receipt for so long before the sweeper looks at it again. */
  private static final Duration WAIT = Duration.ofMinutes(2);

  private final ClosedRepairs closed;
  private final Repairs repairs;
  private final DeliveryLedger ledger;
  private final Redeliveries redeliveries;
  private final EventBus bus;
  private final InstantSource clock;

  public RedeliverEvents(
      Repairs repairs,
      DeliveryLedger ledger,
      Redeliveries redeliveries,
      EventBus bus,
      InstantSource clock) {
    this.closed = new ClosedRepairs(repairs);
    this.repairs = repairs;
    this.ledger = ledger;
    this.redeliveries = redeliveries;
    this.bus = bus;
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
    return found(eventId, order)
        .orElseGet(() -> new Redelivered(eventId, Redelivered.Result.UNKNOWN_OR_EXPIRED));
  }

  /**
   * The events of one repair and its invoice: none if it is open; empty if there is no such repair.
   */
  public Optional<List<Redelivered>> repair(RepairId repairId, Order order) {
    return repairs.find(repairId).map(repair -> events(repair, order).toList());
  }

  /**
   * The events of the repairs that ended in a window, page by page.
   *
   * @param request its limit counts repairs, which have at most two events each
   */
  public Page<Redelivered> window(Window window, PageRequest request, Order order) {
    Page<Repair> page = closed.page(window, request);
    return new Page<>(
        page.items().stream().flatMap(repair -> events(repair, order)).toList(), page.nextCursor());
  }

  /** The closing event is always there, or lost, or expired; the invoice's may not be there yet. */
  private Stream<Redelivered> events(Repair repair, Order order) {
    return repair.closingEvent().stream()
        .flatMap(
            closing ->
                Stream.concat(
                    Stream.of(event(closing.eventId(), order)),
                    found(Invoice.issuedEventId(repair.id()), order).stream()));
  }

  /** Empty if there is no such event. */
  private Optional<Redelivered> found(EventId eventId, Order order) {
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
      return Optional.of(new Redelivered(eventId, Redelivered.Result.UNREADABLE));
    }
    return delivery.map(readable -> send(readable, order));
  }

  private Redelivered send(Delivery delivery, Order order) {
    EventId eventId = delivery.entry().eventId();
    if (order.dryRun()) {
      return new Redelivered(eventId, Redelivered.Result.WOULD_BE_SENT);
    }
    Instant now = clock.instant();
    redeliveries.add(new Redelivery(eventId, now, order.by()));
    for (NotAccepted no : bus.publish(List.of(delivery.entry()))) {
      return new Redelivered(
          eventId,
          no.cause() == Cause.REFUSED
              ? Redelivered.Result.REFUSED
              : Redelivered.Result.UNAVAILABLE);
    }
    ledger.note(eventId, new Attempt(Attempt.Outcome.ACCEPTED, now, now.plus(WAIT)));
    return new Redelivered(eventId, Redelivered.Result.SENT);
  }
}
