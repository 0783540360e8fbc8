package io.fleetfix.application.violation;

import io.fleetfix.adapter.inmemory.violation.InMemoryWorkshop;

/** An arrow that points up. */
public record KnowsAnAdapter(InMemoryWorkshop store) {}
