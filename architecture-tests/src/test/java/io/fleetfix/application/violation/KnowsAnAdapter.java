package io.fleetfix.application.violation;

import io.fleetfix.adapter.inmemory.InMemoryRepairs;

/** An arrow that points up. */
public record KnowsAnAdapter(InMemoryRepairs repairs) {}
