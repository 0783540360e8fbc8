package io.fleetfix.domain;

/** How a repair came to its end. */
public sealed interface RepairEvent extends DomainEvent permits RepairCompleted, RepairCancelled {
  @Override
  default String aggregateId() {
    return Repair.aggregateId(repairId());
  }
}
