package io.fleetfix.application.repair;

import io.fleetfix.domain.Refusal;
import io.fleetfix.domain.Repair;

/** How a command on one repair ended. */
public sealed interface RepairOutcome {
  /** The command's effect is stored, by this call or by an earlier one alike. */
  record Done(Repair repair) implements RepairOutcome {}

  /** There is no such repair. */
  record NotFound() implements RepairOutcome {}

  /** The command's key belongs to another request of the last day: nothing was done. */
  record KeyReused() implements RepairOutcome {}

  /** The repair is not in the version that the command was meant for: nothing was done. */
  record OtherVersion() implements RepairOutcome {}

  record Refused(Refusal refusal) implements RepairOutcome {}
}
