package io.fleetfix.application.repair;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.RepairId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The work is done. The repair and its {@code RepairCompleted} are committed together, so invoice
 * and notice follow whatever crashes afterwards. Completing again gives the same answer.
 */
public final class CompleteRepair {
  private final DecideOnRepair decideOnRepair;
  private final InstantSource clock;

  public CompleteRepair(Repairs repairs, UnitOfWork unitOfWork, InstantSource clock) {
    this.decideOnRepair = new DecideOnRepair(repairs, unitOfWork);
    this.clock = clock;
  }

  public RepairOutcome complete(RepairId id) {
    Instant now = clock.instant();
    return decideOnRepair.decide(id, repair -> repair.complete(now));
  }
}
