package io.fleetfix.adapter.carrierpigeon.violation;

/** Harmless, but nobody knows what it may carry. */
public record Pigeon(String letter) {}
