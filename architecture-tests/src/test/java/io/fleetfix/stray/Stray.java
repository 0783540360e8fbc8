package io.fleetfix.stray;

/** No rule about modules would look at it. */
public record Stray(String name) {}
