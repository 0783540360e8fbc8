package io.fleetfix.application.repair;

import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Completes a repair. The repair and its {@code RepairCompleted} are committed together, so the
 * invoice and the notice follow whatever crashes afterwards. Completing again returns the same
 * outcome.
 */
public final class CompleteRepair {
  private final ExecuteCommand<Repair, Refusal> command;
  private final InstantSource clock;

  public CompleteRepair(ExecuteCommand<Repair, Refusal> command, InstantSource clock) {
    this.command = command;
    this.clock = clock;
  }

  public Outcome<Repair, Refusal> complete(RepairId id, CommandOptions options) {
    Instant now = clock.instant();
    return command.change(id.value(), repair -> repair.complete(now), options);
  }
}
