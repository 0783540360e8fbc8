package io.fleetfix.application.port;

import io.fleetfix.domain.notice.Notice;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.Optional;

/** The stored notices. Both methods may throw {@link StorageUnavailable}. */
public interface Notices {
  /** Sees every commit that returned before this call. */
  Optional<Notice> find(EventId eventId);

  /**
   * Lists notices, newest first. The very latest may be missing.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor cannot be read
   */
  Page<Notice> list(PageRequest request);
}
