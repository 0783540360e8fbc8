package io.fleetfix.application.violation;

import io.fleetfix.adapter.inmemory.InMemoryRepairs;

/** Depends on a higher layer. */
public record KnowsAnAdapter(InMemoryRepairs repairs) {}
