package io.fleetfix.outbox.delivery.violation;

import io.fleetfix.outbox.inmemory.InMemoryStore;

/** Delivers from one store only. */
public record KnowsItsStore(InMemoryStore store) {}
