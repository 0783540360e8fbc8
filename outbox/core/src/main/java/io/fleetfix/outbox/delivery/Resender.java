package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Resends entries; apart from the relay, only this class publishes. It records each resend before
 * sending: otherwise a receipt could arrive before the record and would be counted as a receipt of
 * the fast path. An entry whose resend cannot be recorded is not sent.
 */
public final class Resender {
  /** How many entries are claimed before they are sent: as many as one call of the bus takes. */
  static final int BATCH = 10;

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

    /** The bus was silent for earlier entries; this one was neither claimed nor sent. */
    record NotTried() implements Resent {}

    /**
     * Another resend was claimed in the meantime, or the entry no longer exists; it was not sent.
     */
    record NotClaimed() implements Resent {}
  }

  /**
   * The result of several batches.
   *
   * @param resent the result for each entry, in the given order
   * @param silent whether the bus was silent; then further entries need not be tried now
   */
  record Batches(Map<EventId, Resent> resent, boolean silent) {
    Resent of(Delivery delivery) {
      return resent.getOrDefault(delivery.entry().eventId(), new Resent.NotClaimed());
    }
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
    return claimAndSend(deliveries, now, dueAgain).resent();
  }

  /**
   * Claims and sends the entries batch by batch, and stops after the first batch for which the bus
   * was silent: the others would only have to wait, too. So a silent bus is waited for once.
   *
   * @param dueAgain when a pending entry is due again
   * @param before called for each entry of a batch, before the batch is claimed
   * @throws StorageUnavailable if the store fails before any entry of a batch is claimed
   */
  Batches resendInBatches(
      List<Delivery> deliveries, Instant now, Instant dueAgain, Consumer<Delivery> before) {
    Map<EventId, Resent> resent = new LinkedHashMap<>();
    boolean silent = false;
    for (int from = 0; from < deliveries.size(); from += BATCH) {
      List<Delivery> batch = deliveries.subList(from, Math.min(deliveries.size(), from + BATCH));
      if (silent) {
        batch.forEach(each -> resent.put(each.entry().eventId(), new Resent.NotTried()));
      } else {
        batch.forEach(before);
        Sending sending = claimAndSend(batch, now, same -> dueAgain);
        resent.putAll(sending.resent());
        silent = sending.isSilent();
      }
    }
    return new Batches(resent, silent);
  }

  private Sending claimAndSend(
      List<Delivery> deliveries, Instant now, Function<Delivery, Instant> dueAgain) {
    Map<EventId, Resent> resent = new LinkedHashMap<>();
    List<OutboxEntry> claimed = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      resent.put(delivery.entry().eventId(), new Resent.NotClaimed());
    }
    for (Delivery delivery : deliveries) {
      try {
        if (ledger.claimResend(delivery, now, dueAgain.apply(delivery))) {
          claimed.add(delivery.entry());
          resent.put(delivery.entry().eventId(), new Resent.Accepted());
        }
      } catch (StorageUnavailable unavailable) {
        if (claimed.isEmpty()) {
          throw unavailable;
        }
        break;
      }
    }
    List<NotAccepted> notAccepted = claimed.isEmpty() ? List.of() : bus.publish(claimed);
    notAccepted.forEach(no -> resent.put(no.eventId(), answer(no)));
    return new Sending(resent, claimed.size(), notAccepted);
  }

  private static Resent answer(NotAccepted no) {
    return no.cause() == Cause.REFUSED ? new Resent.Refused(no.code()) : new Resent.Unavailable();
  }

  private record Sending(Map<EventId, Resent> resent, int sent, List<NotAccepted> notAccepted) {
    /** Whether the bus gave no answer about any entry. */
    boolean isSilent() {
      return sent > 0
          && notAccepted.size() == sent
          && notAccepted.stream().noneMatch(NotAccepted::answered);
    }
  }
}
