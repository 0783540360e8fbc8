package io.fleetfix.application.violation;

import io.fleetfix.outbox.inmemory.InMemoryStore;

/** The right library by the wrong door. */
public record KnowsItsStore(InMemoryStore store) {}
