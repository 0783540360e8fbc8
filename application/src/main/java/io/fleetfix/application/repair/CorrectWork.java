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

/** Corrects or removes a line while the repair is open. */
public record CorrectWork(ExecuteCommand<Repair, Refusal> command, ChargeCheck check) {
  /**
   * Puts other contents into a line. Repeating the request changes nothing.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the price is not in the repair's currency, or
   *     the charge is not allowed
   */
  public Outcome<Repair, Refusal> correct(
      RepairId id, LineId lineId, Charge charge, CommandOptions options) {
    WorkLine line = new WorkLine(lineId, check.checked(charge));
    return command.change(id.value(), repair -> repair.correctWork(line), options);
  }

  /** Removes a line; a line that is not there is {@link Refusal#UNKNOWN_LINE}. */
  public Outcome<Repair, Refusal> remove(RepairId id, LineId lineId, CommandOptions options) {
    return command.change(id.value(), repair -> repair.removeWork(lineId), options);
  }
}
