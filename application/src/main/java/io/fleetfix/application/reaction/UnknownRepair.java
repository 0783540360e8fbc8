package io.fleetfix.application.reaction;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.port.OutboxEntry;

/** The event's repair is not stored, so this service's outbox did not write the event. */
public final class UnknownRepair extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RepairId repairId;

  public UnknownRepair(OutboxEntry event) {
    super("The event names a repair that is not stored");
    this.repairId = WorkshopOutbox.repairId(event);
  }

  public RepairId repairId() {
    return repairId;
  }
}
