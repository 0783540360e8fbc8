package io.fleetfix.application.repair;

import io.fleetfix.application.invoice.ChargeCheck;
import io.fleetfix.domain.repair.Charge;
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
  private final ChargeCheck check;
  private final RandomGenerator random;

  public AddWork(
      ExecuteCommand<Repair, Refusal> command, ChargeCheck check, RandomGenerator random) {
    this.command = command;
    this.check = check;
    this.random = random;
  }

  /**
   * Adds one line to an open repair. With an idempotency key, a repeated request adds nothing and
   * returns the repair as it is stored by then, even if it was closed in the meantime. A refused
   * request can be repeated.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the price is not in the repair's currency, or
   *     the charge is not allowed
   */
  public Outcome<Repair, Refusal> add(RepairId id, Charge charge, CommandOptions options) {
    WorkLine line = new WorkLine(LineId.random(random), check.checked(charge));
    return command.change(id.value(), repair -> repair.addWork(line), options);
  }
}
