package io.fleetfix.application.outbox;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Confirmation;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Receipts.Arrivals;
import io.fleetfix.application.reaction.Reaction;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an event's receipt: it came out of the bus, so it is delivered. That something accepted it
 * on the way in proves nothing.
 */
public final class ConfirmDelivery implements Reaction {
  private static final Logger LOG = LoggerFactory.getLogger(ConfirmDelivery.class);

  private final DeliveryLedger ledger;
  private final Receipts receipts;
  private final InstantSource clock;
  private final Listener listener;

  /** Hears of each receipt after it was taken. */
  @FunctionalInterface
  public interface Listener {
    void received(OutboxEntry event, Confirmation confirmation, Instant at);
  }

  public ConfirmDelivery(
      DeliveryLedger ledger, Receipts receipts, InstantSource clock, Listener listener) {
    this.ledger = ledger;
    this.receipts = receipts;
    this.clock = clock;
    this.listener = listener;
  }

  /** A receipt for an event that is not in the outbox is dropped: nobody could resend it. */
  @Override
  public void on(OutboxEntry receipt) {
    Instant now = clock.instant();
    Confirmation confirmation = ledger.confirm(receipt.eventId(), now);
    switch (confirmation) {
      case UNKNOWN ->
          LOG.atWarn()
              .addKeyValue("eventId", receipt.eventId())
              .log("Receipt for an unknown event");
      case FIRST -> receipts.seen(Arrivals.byTheFastPath(receipt.occurredAt(), now));
      case REPEATED, AFTER_RESEND -> receipts.seen(Arrivals.byAnotherWay(now));
    }
    listener.received(receipt, confirmation, now);
  }
}
