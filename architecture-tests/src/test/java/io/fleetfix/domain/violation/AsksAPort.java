package io.fleetfix.domain.violation;

import io.fleetfix.application.port.Repairs;

/** An aggregate that fetches data instead of taking it as an argument. */
public record AsksAPort(Repairs repairs) {}
