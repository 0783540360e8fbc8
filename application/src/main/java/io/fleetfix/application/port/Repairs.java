package io.fleetfix.application.port;

import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.Optional;

/** The stored repairs. Both methods may throw {@link StorageUnavailable}. */
public interface Repairs {
  /** Sees every commit that returned before this call. */
  Optional<Repair> find(RepairId id);

  /**
   * Lists repairs, newest first: open repairs by the time they were opened, closed ones by the time
   * they were closed. The very latest commits may be missing. A repair that changes its status
   * between two pages may be returned twice or not at all.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor cannot be read
   */
  Page<Repair> list(RepairStatus status, PageRequest request);
}
