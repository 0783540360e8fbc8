package io.fleetfix.application.port;

/**
 * The only way to write the workshop's state. It gives the guarantees of the outbox's {@link
 * io.fleetfix.outbox.port.UnitOfWork} for the workshop's aggregates.
 */
public interface UnitOfWork extends io.fleetfix.outbox.port.UnitOfWork {}
