package io.fleetfix.application.repair;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.LineId;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import java.util.random.RandomGenerator;

/**
 * Somebody worked on the vehicle. Every call adds one line, however often it decides again, unless
 * it is to be done once.
 */
public final class AddWork {
  private final ExecuteCommand<Repair, Refusal> command;
  private final RandomGenerator random;

  public AddWork(ExecuteCommand<Repair, Refusal> command, RandomGenerator random) {
    this.command = command;
    this.random = random;
  }

  /**
   * Adds one line to an open repair. Done once, the same request again adds nothing and gives the
   * repair as it is stored by now, be it closed meanwhile. What was refused can be tried again.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the description is no allowed text, or the
   *     price too high or in another currency than the repair's
   */
  public Outcome<Repair, Refusal> add(
      RepairId id, String description, Money price, CommandOptions options) {
    WorkLine line = new WorkLine(LineId.random(random), description, price);
    return command.change(id.value(), repair -> repair.addWork(line), options);
  }
}
