package io.fleetfix.domain;

/** What a listing can ask for. */
public enum RepairStatus {
  OPEN,
  COMPLETED,
  CANCELLED
}
