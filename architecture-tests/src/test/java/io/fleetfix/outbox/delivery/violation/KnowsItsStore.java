package io.fleetfix.outbox.delivery.violation;

import io.fleetfix.outbox.inmemory.InMemoryStore;

/** Works with one store only. */
public record KnowsItsStore(InMemoryStore store) {}
