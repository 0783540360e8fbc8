package io.fleetfix.application.port.violation;

/** A port without methods. */
public interface PromisesNothing {}
