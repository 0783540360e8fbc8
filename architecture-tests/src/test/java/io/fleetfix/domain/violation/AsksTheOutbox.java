package io.fleetfix.domain.violation;

import io.fleetfix.outbox.port.OutboxLedger;

/** An aggregate that cares how its events travel. */
public record AsksTheOutbox(OutboxLedger ledger) {}
