package io.fleetfix.application.repair;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Customer;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Vehicle;
import io.fleetfix.domain.Workshop;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** A vehicle comes in. Every call opens another repair. */
public final class OpenRepair {
  private final UnitOfWork unitOfWork;
  private final Workshop workshop;
  private final RandomGenerator random;
  private final InstantSource clock;

  public OpenRepair(
      UnitOfWork unitOfWork, Workshop workshop, RandomGenerator random, InstantSource clock) {
    this.unitOfWork = unitOfWork;
    this.workshop = workshop;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Stores a new, open repair without work.
   *
   * @throws io.fleetfix.domain.InvalidValue if the complaint is no allowed text
   */
  public Repair open(Vehicle vehicle, Customer customer, String complaint) {
    Change<Repair> opened =
        Repair.open(
            RepairId.random(random),
            vehicle,
            customer,
            complaint,
            workshop.currency(),
            clock.instant());
    unitOfWork.commit(opened);
    return opened.state();
  }
}
