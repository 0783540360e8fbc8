package io.fleetfix.application.repair;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.LineId;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.Version;
import io.fleetfix.domain.WorkLine;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Somebody worked on the vehicle. Every call adds one line, however often it decides again, unless
 * it is to be done once.
 */
public final class AddWork {
  private final DecideOnRepair decideOnRepair;
  private final AnswerOnce answerOnce;
  private final UnitOfWork unitOfWork;
  private final RandomGenerator random;
  private final InstantSource clock;

  public AddWork(
      Repairs repairs,
      Requests requests,
      UnitOfWork unitOfWork,
      RandomGenerator random,
      InstantSource clock) {
    this(
        new DecideOnRepair(repairs, unitOfWork),
        new AnswerOnce(requests, repairs),
        unitOfWork,
        random,
        clock);
  }

  private AddWork(
      DecideOnRepair decideOnRepair,
      AnswerOnce answerOnce,
      UnitOfWork unitOfWork,
      RandomGenerator random,
      InstantSource clock) {
    this.decideOnRepair = decideOnRepair;
    this.answerOnce = answerOnce;
    this.unitOfWork = unitOfWork;
    this.random = random;
    this.clock = clock;
  }

  /** The same command, which does nothing to a repair in another version. */
  public AddWork onlyAt(Version version) {
    return new AddWork(decideOnRepair.onlyAt(version), answerOnce, unitOfWork, random, clock);
  }

  /**
   * Adds one line to an open repair.
   *
   * @throws io.fleetfix.domain.InvalidValue if the description is no allowed text, or the price too
   *     high or in another currency than the repair's
   */
  public RepairOutcome add(RepairId id, String description, Money price) {
    WorkLine line = line(description, price);
    return decideOnRepair.decide(id, repair -> repair.addWork(line));
  }

  /**
   * As {@link #add(RepairId, String, Money)}, but once: the same request again adds nothing and
   * gives the repair as it is stored by now, be it closed meanwhile. What was refused can be tried
   * again.
   *
   * @throws io.fleetfix.domain.InvalidValue if the description is no allowed text, or the price too
   *     high or in another currency than the repair's
   */
  public RepairOutcome add(Once once, RepairId id, String description, Money price) {
    WorkLine line = line(description, price);
    Request request = once.answered(new Request.WorkAdded(id, line.lineId()), clock.instant());
    return answerOnce.answer(
        request,
        () ->
            decideOnRepair.attempt(
                id,
                repair -> repair.addWork(line),
                change -> unitOfWork.commit(change, Change.of(request))));
  }

  private WorkLine line(String description, Money price) {
    return new WorkLine(LineId.random(random), description, price);
  }
}
