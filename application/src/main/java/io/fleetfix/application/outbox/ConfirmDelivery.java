package io.fleetfix.application.outbox;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.reaction.Reaction;
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
  private final InstantSource clock;

  public ConfirmDelivery(DeliveryLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** A receipt for an event that is not in the outbox is dropped: nobody could resend it. */
  @Override
  public void on(OutboxEntry receipt) {
    if (!ledger.confirm(receipt.eventId(), clock.instant())) {
      LOG.atWarn().addKeyValue("eventId", receipt.eventId()).log("Receipt for an unknown event");
    }
  }
}
