package io.fleetfix.application.port.violation;

import io.fleetfix.domain.repair.Repair;

/** Writes state without its event, which makes a dual write possible. */
public interface SavesRepairs {
  void save(Repair repair);
}
