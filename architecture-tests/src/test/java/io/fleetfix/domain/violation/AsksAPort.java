package io.fleetfix.domain.violation;

import io.fleetfix.application.port.Repairs;

/** An aggregate that fetches what it should be given. */
public record AsksAPort(Repairs repairs) {}
