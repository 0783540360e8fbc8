package io.fleetfix.application.repair;

import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import java.time.Instant;
import java.time.InstantSource;

/** Cancels a repair. Cancelling again returns the same outcome and keeps the first reason. */
public final class CancelRepair {
  private final ExecuteCommand<Repair, Refusal> command;
  private final InstantSource clock;

  public CancelRepair(ExecuteCommand<Repair, Refusal> command, InstantSource clock) {
    this.command = command;
    this.clock = clock;
  }

  /**
   * Closes an open repair without an invoice.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the reason is not an allowed text
   */
  public Outcome<Repair, Refusal> cancel(RepairId id, String reason, CommandOptions options) {
    Instant now = clock.instant();
    return command.change(id.value(), repair -> repair.cancel(reason, now), options);
  }
}
