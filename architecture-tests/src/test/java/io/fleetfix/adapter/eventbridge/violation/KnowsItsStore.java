package io.fleetfix.adapter.eventbridge.violation;

import io.fleetfix.outbox.inmemory.InMemoryStore;

/** A bus that comes with a store. */
public record KnowsItsStore(InMemoryStore store) {}
