package io.fleetfix.application.violation.unmarked;

/** In a package without @NullMarked. */
public record MayBeNull(String text) {}
