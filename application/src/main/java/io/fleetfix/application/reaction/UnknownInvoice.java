package io.fleetfix.application.reaction;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.RepairId;

/** An event tells of an invoice that is not stored: this service's outbox can't have written it. */
public final class UnknownInvoice extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RepairId repairId;

  UnknownInvoice(OutboxEntry event) {
    super("The event's invoice is not stored");
    this.repairId = event.repairId();
  }

  public RepairId repairId() {
    return repairId;
  }
}
