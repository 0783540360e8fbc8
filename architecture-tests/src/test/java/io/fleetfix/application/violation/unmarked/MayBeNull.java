package io.fleetfix.application.violation.unmarked;

/** Says nothing about null. */
public record MayBeNull(String text) {}
