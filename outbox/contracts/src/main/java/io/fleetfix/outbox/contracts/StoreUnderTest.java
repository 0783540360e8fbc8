package io.fleetfix.outbox.contracts;

import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.UnitOfWork;
import java.time.Instant;
import java.util.Optional;

/**
 * The ports of one fresh store, over which the contracts run. It was told of {@link Parcel} and of
 * no other kind, and has the format {@link Parcels#FORMAT}.
 */
public interface StoreUnderTest {
  /** Outside of any trace. */
  UnitOfWork unitOfWork();

  OutboxLedger ledger();

  OutboxStream stream();

  Receipts receipts();

  Redeliveries redeliveries();

  IdempotencyRecords idempotencyRecords();

  /** A parcel as it is stored now. Sees every commit that returned before this call. */
  Optional<Parcel> parcel(String id);

  /** A stored parcel that is not shipped yet. */
  default Parcel packed() {
    Change<Parcel> packed = Parcels.packed();
    unitOfWork().commit(packed);
    return packed.state();
  }

  /** A stored parcel that was shipped at this time; its event is in the outbox. */
  default Parcel shipped(Instant at) {
    Change<Parcel> shipped = Parcels.shipped(packed(), at);
    unitOfWork().commit(shipped);
    return shipped.state();
  }

  /** The entry that such a shipment has put into the outbox. */
  default OutboxEntry raised(Instant at) {
    return OutboxEntry.of(shipped(at).shippedEvent());
  }
}
