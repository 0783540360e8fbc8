package io.fleetfix.application.repair;

import io.fleetfix.domain.invoice.Bill;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.Decision;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Completes a repair. The repair and its {@code RepairCompleted} are committed together, so the
 * invoice and the notice follow whatever crashes afterwards. Completing again returns the same
 * outcome.
 */
public final class CompleteRepair {
  private final ExecuteCommand<Repair, Refusal> command;
  private final Workshop workshop;
  private final InstantSource clock;

  public CompleteRepair(
      ExecuteCommand<Repair, Refusal> command, Workshop workshop, InstantSource clock) {
    this.command = command;
    this.workshop = workshop;
    this.clock = clock;
  }

  /**
   * Completes an open repair, unless its invoice could not be issued as it is. A repair that is
   * already completed keeps its billing.
   */
  public Outcome<Repair, Refusal> complete(RepairId id, Billing billing, CommandOptions options) {
    Instant now = clock.instant();
    return command.change(id.value(), repair -> complete(repair, billing, now), options);
  }

  private Decision<Repair, Refusal> complete(Repair repair, Billing billing, Instant now) {
    boolean bills = billing == Billing.INVOICE && repair.state() instanceof RepairState.Open;
    Optional<Refusal> refusal =
        bills ? Bill.of(repair, workshop.profile()).refusal(workshop.profile()) : Optional.empty();
    return refusal
        .<Decision<Repair, Refusal>>map(Decision.Refused::new)
        .orElseGet(() -> repair.complete(now, billing));
  }
}
