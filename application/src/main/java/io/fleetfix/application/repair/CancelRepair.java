package io.fleetfix.application.repair;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.RepairId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The repair will not be done. Cancelling again gives the same answer and keeps the first reason.
 */
public final class CancelRepair {
  private final DecideOnRepair decideOnRepair;
  private final InstantSource clock;

  public CancelRepair(Repairs repairs, UnitOfWork unitOfWork, InstantSource clock) {
    this.decideOnRepair = new DecideOnRepair(repairs, unitOfWork);
    this.clock = clock;
  }

  /**
   * Ends an open repair without an invoice.
   *
   * @throws io.fleetfix.domain.InvalidValue if the reason is no allowed text
   */
  public RepairOutcome cancel(RepairId id, String reason) {
    Instant now = clock.instant();
    return decideOnRepair.decide(id, repair -> repair.cancel(reason, now));
  }
}
