package io.fleetfix.application.reaction;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.port.OutboxEntry;

/** An event names a repair that is not stored: it was not written by this service's outbox. */
public final class UnknownRepair extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RepairId repairId;

  UnknownRepair(OutboxEntry event) {
    super("The event's repair is not stored");
    this.repairId = WorkshopOutbox.repairId(event);
  }

  public RepairId repairId() {
    return repairId;
  }
}
