package io.fleetfix.domain.violation;

import org.slf4j.Logger;

/** Logs in the domain, where decisions only return results. */
public record LogsInTheDomain(Logger log) {}
