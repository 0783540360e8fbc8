package io.fleetfix.domain.violation;

import io.fleetfix.outbox.port.OutboxLedger;

/** An aggregate that depends on the delivery of its events. */
public record AsksTheOutbox(OutboxLedger ledger) {}
