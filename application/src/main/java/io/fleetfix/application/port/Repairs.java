package io.fleetfix.application.port;

import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.Optional;

/** The repairs as they are stored. Both may throw {@link StorageUnavailable}. */
public interface Repairs {
  /** Sees every commit that has returned before this call. */
  Optional<Repair> find(RepairId id);

  /**
   * Open repairs by their opening, closed ones by their end, newest first. A commit of the last
   * moments may be missing; a repair that changes its status while pages are read may be seen twice
   * or not at all.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor cannot be read
   */
  Page<Repair> list(RepairStatus status, PageRequest request);
}
