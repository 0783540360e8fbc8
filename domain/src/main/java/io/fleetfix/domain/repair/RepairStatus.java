package io.fleetfix.domain.repair;

/** What a listing can ask for. */
public enum RepairStatus {
  OPEN,
  COMPLETED,
  CANCELLED
}
