package io.fleetfix.outbox.delivery.violation;

import io.fleetfix.domain.repair.Repair;

/** Works for one application only. */
public record KnowsTheTenant(Repair repair) {}
