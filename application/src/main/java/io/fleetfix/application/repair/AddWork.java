package io.fleetfix.application.repair;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.LineId;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.WorkLine;
import java.util.random.RandomGenerator;

/** Somebody worked on the vehicle. Every call adds one line, however often it decides again. */
public final class AddWork {
  private final DecideOnRepair decideOnRepair;
  private final RandomGenerator random;

  public AddWork(Repairs repairs, UnitOfWork unitOfWork, RandomGenerator random) {
    this.decideOnRepair = new DecideOnRepair(repairs, unitOfWork);
    this.random = random;
  }

  /**
   * Adds one line to an open repair.
   *
   * @throws io.fleetfix.domain.InvalidValue if the description is no allowed text, or the price too
   *     high or in another currency than the repair's
   */
  public RepairOutcome add(RepairId id, String description, Money price) {
    WorkLine line = new WorkLine(LineId.random(random), description, price);
    return decideOnRepair.decide(id, repair -> repair.addWork(line));
  }
}
