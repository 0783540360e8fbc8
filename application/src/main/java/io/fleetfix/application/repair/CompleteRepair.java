package io.fleetfix.application.repair;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
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
    this(new DecideOnRepair(repairs, unitOfWork), clock);
  }

  private CompleteRepair(DecideOnRepair decideOnRepair, InstantSource clock) {
    this.decideOnRepair = decideOnRepair;
    this.clock = clock;
  }

  /** The same command, which does nothing to a repair in another version. */
  public CompleteRepair onlyAt(Version version) {
    return new CompleteRepair(decideOnRepair.onlyAt(version), clock);
  }

  public RepairOutcome complete(RepairId id) {
    Instant now = clock.instant();
    return decideOnRepair.decide(id, repair -> repair.complete(now));
  }
}
