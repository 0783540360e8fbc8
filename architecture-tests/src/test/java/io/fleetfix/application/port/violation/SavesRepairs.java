package io.fleetfix.application.port.violation;

import io.fleetfix.domain.repair.Repair;

/** The port that makes the dual write possible. */
public interface SavesRepairs {
  void save(Repair repair);
}
