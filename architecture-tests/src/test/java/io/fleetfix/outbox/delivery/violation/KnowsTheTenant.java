package io.fleetfix.outbox.delivery.violation;

import io.fleetfix.domain.repair.Repair;

/** Can be taken by nobody else. */
public record KnowsTheTenant(Repair repair) {}
