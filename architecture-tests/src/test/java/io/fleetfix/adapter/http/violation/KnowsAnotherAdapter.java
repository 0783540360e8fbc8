package io.fleetfix.adapter.http.violation;

import io.fleetfix.adapter.inmemory.InMemoryRepairs;

/** Can be replaced only together with the other. */
public record KnowsAnotherAdapter(InMemoryRepairs repairs) {}
