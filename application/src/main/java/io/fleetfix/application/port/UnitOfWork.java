package io.fleetfix.application.port;

/**
 * The only door through which the workshop's state is written. It promises what the outbox's {@link
 * io.fleetfix.outbox.port.UnitOfWork} does, for the workshop's kinds of aggregates.
 */
public interface UnitOfWork extends io.fleetfix.outbox.port.UnitOfWork {}
