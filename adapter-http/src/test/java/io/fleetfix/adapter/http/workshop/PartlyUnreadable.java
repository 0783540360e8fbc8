package io.fleetfix.adapter.http.workshop;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Repairs with some unreadable rows among them, as a table can have them.
 *
 * @param before runs before each read; it may throw
 */
record PartlyUnreadable(Repairs readable, Supplier<List<Unreadable>> rows, Runnable before)
    implements Repairs {
  @Override
  public Optional<Repair> find(RepairId id) {
    before.run();
    for (Unreadable row : rows.get()) {
      if (row.key().equals(Repair.aggregateId(id))) {
        throw new UnreadableRow(row, new IllegalStateException("Unreadable"));
      }
    }
    return readable.find(id);
  }

  @Override
  public Page<Repair> list(RepairStatus status, PageRequest request) {
    before.run();
    Page<Repair> page = readable.list(status, request);
    return new Page<>(page.items(), rows.get(), page.nextCursor());
  }
}
