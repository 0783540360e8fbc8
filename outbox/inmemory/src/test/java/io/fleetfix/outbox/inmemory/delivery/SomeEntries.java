package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;

import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;

/** Sample entries of shipments. */
final class SomeEntries {
  static final OutboxEntry FIRST = shipmentOf("P-1");
  static final OutboxEntry SECOND = shipmentOf("P-2");
  static final OutboxEntry THIRD = shipmentOf("P-3");

  private SomeEntries() {}

  private static OutboxEntry shipmentOf(String parcelId) {
    return OutboxEntry.of(new ParcelShipped(parcelId, new Version(3), TWO_O_CLOCK));
  }
}
