package io.fleetfix.adapter.carrierpigeon.violation;

/** Harmless, but its module is not in the table, so no dependencies are allowed. */
public record Pigeon(String letter) {}
