package io.fleetfix.adapter.http.workshop;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Repairs among which stand rows that can't be read, as they can in a table. */
record PartlyUnreadable(Repairs readable, Supplier<List<Unreadable>> rows) implements Repairs {
  @Override
  public Optional<Repair> find(RepairId id) {
    return readable.find(id);
  }

  @Override
  public Page<Repair> list(RepairStatus status, PageRequest request) {
    Page<Repair> page = readable.list(status, request);
    return new Page<>(page.items(), rows.get(), page.nextCursor());
  }
}
