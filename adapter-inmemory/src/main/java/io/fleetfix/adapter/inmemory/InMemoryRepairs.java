package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairStatus;
import java.util.Optional;

/** Repairs as the store has them this moment. */
public final class InMemoryRepairs implements Repairs {
  private final InMemoryWorkshop workshop;

  public InMemoryRepairs(InMemoryWorkshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Optional<Repair> find(RepairId id) {
    return workshop.find(Repair.aggregateId(id), Repair.class);
  }

  @Override
  public Page<Repair> list(RepairStatus status, PageRequest request) {
    return workshop.repairs(status, request);
  }
}
