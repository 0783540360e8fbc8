package io.fleetfix.application.violation;

import ch.qos.logback.classic.Level;

/** Configures logging. */
public record ChoosesItsLogLevel(Level level) {}
