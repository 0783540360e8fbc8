package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Receipts.Receipt;
import io.fleetfix.outbox.subscription.Reaction;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles receipts. An event that came out of the bus is delivered; that the bus accepted the event
 * proves nothing.
 */
public final class ConfirmDelivery implements Reaction {
  private static final Logger LOG = LoggerFactory.getLogger(ConfirmDelivery.class);

  private final OutboxLedger ledger;
  private final Receipts receipts;
  private final InstantSource clock;
  private final Listener listener;

  /** Is called for each receipt after it was processed. */
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

  /**
   * Confirms the event. A receipt for an event that is not in the outbox is logged and dropped:
   * there is no entry to confirm or resend.
   */
  @Override
  public void on(OutboxEntry receipt) {
    Instant now = clock.instant();
    Confirmation confirmation = ledger.confirm(receipt, now);
    switch (confirmation) {
      case UNKNOWN ->
          LOG.atWarn()
              .addKeyValue("eventId", receipt.eventId())
              .log("Receipt for an unknown event");
      case FIRST -> record(Receipt.byFastPath(receipt.occurredAt(), now));
      case REPEATED, AFTER_RESEND -> record(Receipt.otherwise(now));
    }
    listener.received(receipt, confirmation, now);
  }

  /**
   * The event is confirmed, and a repeated receipt would not count: so the receipt must not fail.
   */
  private void record(Receipt receipt) {
    try {
      receipts.recordReceipt(receipt);
    } catch (RuntimeException failure) {
      LOG.atWarn().setCause(failure).log("Progress of the fast path not recorded; will retry");
    }
  }
}
