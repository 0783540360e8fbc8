package io.fleetfix.domain.violation;

import org.slf4j.Logger;

/** A decision has nothing to log; it has a result. */
public record LogsInTheDomain(Logger log) {}
