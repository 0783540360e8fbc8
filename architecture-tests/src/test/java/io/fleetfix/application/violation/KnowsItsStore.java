package io.fleetfix.application.violation;

import io.fleetfix.outbox.inmemory.InMemoryStore;

/** Depends on a store instead of a port. */
public record KnowsItsStore(InMemoryStore store) {}
