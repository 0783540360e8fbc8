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
 * Adds a work line to a repair. Every call adds exactly one line, even if it is retried after
 * conflicts. With an idempotency key, repeated calls add one line in total.
 */
public final class AddWork {
  private final ExecuteCommand<Repair, Refusal> command;
  private final RandomGenerator random;

  public AddWork(ExecuteCommand<Repair, Refusal> command, RandomGenerator random) {
    this.command = command;
    this.random = random;
  }

  /**
   * Adds one line to an open repair. With an idempotency key, a repeated request adds nothing and
   * returns the repair as it is stored by then, even if it was closed in the meantime. A refused
   * request can be repeated.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the description is not an allowed text, or the
   *     price is too high or not in the repair's currency
   */
  public Outcome<Repair, Refusal> add(
      RepairId id, String description, Money price, CommandOptions options) {
    WorkLine line = new WorkLine(LineId.random(random), description, price);
    return command.change(id.value(), repair -> repair.addWork(line), options);
  }
}
