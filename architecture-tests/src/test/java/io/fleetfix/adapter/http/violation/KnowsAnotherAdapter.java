package io.fleetfix.adapter.http.violation;

import io.fleetfix.adapter.inmemory.InMemoryRepairs;

/** Can be replaced only together with the other adapter. */
public record KnowsAnotherAdapter(InMemoryRepairs repairs) {}
