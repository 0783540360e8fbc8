package io.fleetfix.application.repair;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The repair will not be done. Cancelling again gives the same answer and keeps the first reason.
 */
public final class CancelRepair {
  private final DecideOnRepair decideOnRepair;
  private final InstantSource clock;

  public CancelRepair(Repairs repairs, UnitOfWork unitOfWork, InstantSource clock) {
    this(new DecideOnRepair(repairs, unitOfWork), clock);
  }

  private CancelRepair(DecideOnRepair decideOnRepair, InstantSource clock) {
    this.decideOnRepair = decideOnRepair;
    this.clock = clock;
  }

  /** The same command, which does nothing to a repair in another version. */
  public CancelRepair onlyAt(Version version) {
    return new CancelRepair(decideOnRepair.onlyAt(version), clock);
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
