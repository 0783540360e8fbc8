package io.fleetfix.outbox.delivery;

import static java.util.stream.Collectors.toMap;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Resends entries; apart from the relay, only this class publishes. It records each resend before
 * sending: otherwise a receipt could arrive before the record and would be counted as a receipt of
 * the fast path. An entry whose resend cannot be recorded is not sent.
 */
public final class Resender {
  private final OutboxLedger ledger;
  private final EventBus bus;

  public Resender(OutboxLedger ledger, EventBus bus) {
    this.ledger = ledger;
    this.bus = bus;
  }

  /** The result for one entry. */
  public sealed interface Resent {
    /** The bus accepted the entry. */
    record Accepted() implements Resent {}

    /** The bus refused the entry, with its own error code. */
    record Refused(String code) implements Resent {}

    /** The bus was unavailable; the entry may still have arrived. */
    record Unavailable() implements Resent {}

    /**
     * Another resend was claimed in the meantime, or the entry no longer exists; it was not sent.
     */
    record NotClaimed() implements Resent {}
  }

  /**
   * Claims the entries and sends the claimed ones.
   *
   * @param dueAgain when a pending entry is due again
   * @return the result for each entry, in the given order
   * @throws StorageUnavailable if the store fails before any entry is claimed; if it fails later,
   *     the claimed entries are sent, and the others are not
   */
  public Map<EventId, Resent> resend(
      List<Delivery> deliveries, Instant now, Function<Delivery, Instant> dueAgain) {
    Map<EventId, Resent> resent = new LinkedHashMap<>();
    List<Delivery> claimed = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      resent.put(delivery.entry().eventId(), new Resent.NotClaimed());
    }
    for (Delivery delivery : deliveries) {
      try {
        if (ledger.claimResend(delivery, now, dueAgain.apply(delivery))) {
          claimed.add(delivery);
          resent.put(delivery.entry().eventId(), new Resent.Accepted());
        }
      } catch (StorageUnavailable unavailable) {
        if (claimed.isEmpty()) {
          throw unavailable;
        }
        break;
      }
    }
    publish(claimed).forEach((eventId, no) -> resent.put(eventId, answer(no)));
    return resent;
  }

  /** Claims and sends one entry. */
  Resent resend(Delivery delivery, Instant now, Instant dueAgain) {
    return Optional.ofNullable(
            resend(List.of(delivery), now, same -> dueAgain).get(delivery.entry().eventId()))
        .orElseGet(Resent.NotClaimed::new);
  }

  private Map<EventId, NotAccepted> publish(List<Delivery> claimed) {
    return claimed.isEmpty()
        ? Map.of()
        : bus.publish(claimed.stream().map(Delivery::entry).toList()).stream()
            .collect(toMap(NotAccepted::eventId, no -> no));
  }

  private static Resent answer(NotAccepted no) {
    return no.cause() == Cause.REFUSED ? new Resent.Refused(no.code()) : new Resent.Unavailable();
  }
}
