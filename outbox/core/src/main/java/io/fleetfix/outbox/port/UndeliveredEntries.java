package io.fleetfix.outbox.port;

import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;

/** Lists the entries that are not delivered, for operators. */
@FunctionalInterface
public interface UndeliveredEntries {
  /**
   * Lists the entries of one state, the latest first: the pending ones by when they are due, the
   * quarantined ones by when they were quarantined. An entry that entered the state or was sent
   * again moments ago may be missing, and one that moves while you read may be on two pages.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is malformed
   * @throws StorageUnavailable if the store cannot be read
   */
  Page<Delivery> list(Undelivered state, PageRequest request);

  /** The states of entries that are not delivered. */
  enum Undelivered {
    PENDING,
    QUARANTINED
  }
}
