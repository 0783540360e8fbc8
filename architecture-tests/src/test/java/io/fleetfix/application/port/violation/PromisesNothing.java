package io.fleetfix.application.port.violation;

/** A port without a promise. */
public interface PromisesNothing {}
