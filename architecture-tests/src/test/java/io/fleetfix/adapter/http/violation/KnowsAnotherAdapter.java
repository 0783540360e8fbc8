package io.fleetfix.adapter.http.violation;

import io.fleetfix.adapter.inmemory.violation.InMemoryWorkshop;

/** Can be replaced only together with the other. */
public record KnowsAnotherAdapter(InMemoryWorkshop store) {}
