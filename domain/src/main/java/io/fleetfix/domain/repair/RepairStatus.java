package io.fleetfix.domain.repair;

/** The states by which repairs can be listed. */
public enum RepairStatus {
  OPEN,
  COMPLETED,
  CANCELLED
}
