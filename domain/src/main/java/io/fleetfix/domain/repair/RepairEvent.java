package io.fleetfix.domain.repair;

import io.fleetfix.outbox.event.DomainEvent;
import java.util.Map;

/** The event that closes a repair. */
public sealed interface RepairEvent extends DomainEvent permits RepairCompleted, RepairCancelled {
  RepairId repairId();

  @Override
  default Map<String, String> ids() {
    return Map.of(RepairId.FIELD, repairId().value());
  }

  @Override
  default String aggregateId() {
    return Repair.aggregateId(repairId());
  }
}
