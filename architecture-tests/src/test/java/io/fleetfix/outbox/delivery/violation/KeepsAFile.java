package io.fleetfix.outbox.delivery.violation;

import java.nio.file.Path;

/** Stores deliveries in a local file. */
public record KeepsAFile(Path ledger) {}
