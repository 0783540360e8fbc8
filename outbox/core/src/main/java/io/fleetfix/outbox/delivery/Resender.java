package io.fleetfix.outbox.delivery;

import static java.util.stream.Collectors.toMap;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one class that publishes besides the relay. It records each resend before it sends: a receipt
 * may be quicker than any later mark, and would count as the fast path's. What cannot be recorded
 * is not sent.
 */
public final class Resender {
  private final OutboxLedger ledger;
  private final EventBus bus;

  public Resender(OutboxLedger ledger, EventBus bus) {
    this.ledger = ledger;
    this.bus = bus;
  }

  /** What became of one entry. */
  public sealed interface Resent {
    /** The bus accepted it. */
    record Accepted() implements Resent {}

    /** The bus looked at it and said no, with this code of its own. */
    record Refused(String code) implements Resent {}

    /** The bus could not be asked; the entry may have arrived all the same. */
    record Unavailable() implements Resent {}

    /** Another resend was claimed meanwhile, or the entry is gone: it was not sent. */
    record NotClaimed() implements Resent {}
  }

  /**
   * Claims and sends the entries.
   *
   * @param dueAgain when a pending entry may be sent once more
   * @return for each entry, in their order
   * @throws io.fleetfix.outbox.port.StorageUnavailable if an entry cannot be claimed: none is sent,
   *     and those claimed already are due again as {@code dueAgain} says
   */
  public Map<EventId, Resent> resend(
      List<Delivery> deliveries, Instant now, Function<Delivery, Instant> dueAgain) {
    Map<EventId, Resent> resent = new LinkedHashMap<>();
    List<Delivery> claimed = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      boolean isClaimed = ledger.claimResend(delivery, now, dueAgain.apply(delivery));
      resent.put(
          delivery.entry().eventId(), isClaimed ? new Resent.Accepted() : new Resent.NotClaimed());
      if (isClaimed) {
        claimed.add(delivery);
      }
    }
    publish(claimed).forEach((eventId, no) -> resent.put(eventId, answer(no)));
    return resent;
  }

  /** The same for one entry. */
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
