package io.fleetfix.outbox.contracts;

import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.health.Heartbeat;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.UndeliveredEntries;
import io.fleetfix.outbox.port.UnitOfWork;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.port.upkeep.SweepMemory;
import java.time.Instant;
import java.util.Optional;

/**
 * The ports of a fresh store, on which the contracts run. The store knows {@link Parcel} and no
 * other kind of aggregate, and uses the format {@link Parcels#FORMAT}.
 */
public interface StoreUnderTest {
  /** A unit of work outside any trace. */
  UnitOfWork unitOfWork();

  OutboxLedger ledger();

  UndeliveredEntries undelivered();

  OutboxStream stream();

  Receipts receipts();

  SweepMemory sweepMemory();

  ReconcileMemory reconcileMemory();

  Redeliveries redeliveries();

  Heartbeat heartbeat();

  IdempotencyRecords idempotencyRecords();

  /** Reads a parcel. Sees every commit that returned before this call. */
  Optional<Parcel> parcel(String id);

  /** Stores a parcel that is not shipped yet. */
  default Parcel packed() {
    Change<Parcel> packed = Parcels.packed();
    unitOfWork().commit(packed);
    return packed.state();
  }

  /** Stores a parcel that was shipped at this time; its event is in the outbox. */
  default Parcel shipped(Instant at) {
    Change<Parcel> shipped = Parcels.shipped(packed(), at);
    unitOfWork().commit(shipped);
    return shipped.state();
  }

  /** Stores a shipped parcel and returns its outbox entry. */
  default OutboxEntry raised(Instant at) {
    return OutboxEntry.of(shipped(at).shippedEvent());
  }
}
