package io.fleetfix.adapter.eventbridge.violation;

import io.fleetfix.outbox.inmemory.InMemoryStore;

/** A bus that depends on a store. */
public record KnowsItsStore(InMemoryStore store) {}
