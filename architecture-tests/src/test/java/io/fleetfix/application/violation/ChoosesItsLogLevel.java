package io.fleetfix.application.violation;

import ch.qos.logback.classic.Level;

/** Decides what others want to read. */
public record ChoosesItsLogLevel(Level level) {}
