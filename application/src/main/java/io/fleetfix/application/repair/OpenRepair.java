package io.fleetfix.application.repair;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Customer;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.Vehicle;
import io.fleetfix.domain.Workshop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** A vehicle comes in. Every call opens another repair, unless it is to be done once. */
public final class OpenRepair {
  private final AnswerOnce answerOnce;
  private final UnitOfWork unitOfWork;
  private final Workshop workshop;
  private final RandomGenerator random;
  private final InstantSource clock;

  public OpenRepair(
      Repairs repairs,
      Requests requests,
      UnitOfWork unitOfWork,
      Workshop workshop,
      RandomGenerator random,
      InstantSource clock) {
    this.answerOnce = new AnswerOnce(requests, repairs);
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
    Change<Repair> opened = opened(vehicle, customer, complaint, clock.instant());
    unitOfWork.commit(opened);
    return opened.state();
  }

  /**
   * As {@link #open(Vehicle, Customer, String)}, but once: the same request again gives the repair
   * that the first one opened, as it is stored by now.
   *
   * @return {@link Done} or {@link RepairOutcome.KeyReused}
   * @throws io.fleetfix.domain.InvalidValue if the complaint is no allowed text
   */
  public RepairOutcome open(Once once, Vehicle vehicle, Customer customer, String complaint) {
    Instant now = clock.instant();
    Change<Repair> opened = opened(vehicle, customer, complaint, now);
    Request request = once.answered(new Request.Opened(opened.state().id()), now);
    return answerOnce.answer(
        request,
        () -> {
          unitOfWork.commit(opened, Change.of(request));
          return new Done(opened.state());
        });
  }

  private Change<Repair> opened(Vehicle vehicle, Customer customer, String complaint, Instant now) {
    return Repair.open(
        RepairId.random(random), vehicle, customer, complaint, workshop.currency(), now);
  }
}
