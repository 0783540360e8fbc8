package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Receipts.Arrivals;
import io.fleetfix.outbox.subscription.Reaction;
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

  private final OutboxLedger ledger;
  private final Receipts receipts;
  private final InstantSource clock;
  private final Listener listener;

  /** Is told of each receipt after it was taken. */
  @FunctionalInterface
  public interface Listener {
    void received(OutboxEntry event, Confirmation confirmation, Instant at);
  }

  public ConfirmDelivery(
      OutboxLedger ledger, Receipts receipts, InstantSource clock, Listener listener) {
    this.ledger = ledger;
    this.receipts = receipts;
    this.clock = clock;
    this.listener = listener;
  }

  /** A receipt for an event that is not in the outbox is dropped: it could not be resent. */
  @Override
  public void on(OutboxEntry receipt) {
    Instant now = clock.instant();
    Confirmation confirmation = ledger.confirm(receipt, now);
    switch (confirmation) {
      case UNKNOWN ->
          LOG.atWarn()
              .addKeyValue("eventId", receipt.eventId())
              .log("Receipt for an unknown event");
      case FIRST -> receipts.recordReceipt(Arrivals.byFastPath(receipt.occurredAt(), now));
      case REPEATED, AFTER_RESEND -> receipts.recordReceipt(Arrivals.otherwise(now));
    }
    listener.received(receipt, confirmation, now);
  }
}
