package io.fleetfix.outbox.delivery.violation;

import java.nio.file.Path;

/** A ledger of its own, on one machine. */
public record KeepsAFile(Path ledger) {}
