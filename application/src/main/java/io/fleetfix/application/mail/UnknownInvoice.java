package io.fleetfix.application.mail;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.port.OutboxEntry;

/** The event's invoice is not stored, so this service's outbox did not write the event. */
public final class UnknownInvoice extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RepairId repairId;

  UnknownInvoice(OutboxEntry event) {
    super("The event names an invoice that is not stored");
    this.repairId = WorkshopOutbox.repairId(event);
  }

  public RepairId repairId() {
    return repairId;
  }
}
