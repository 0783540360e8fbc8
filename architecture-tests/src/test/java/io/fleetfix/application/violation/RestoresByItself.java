package io.fleetfix.application.violation;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Restoration;

/** Restores an event without a reconciliation that found it missing. */
public final class RestoresByItself {
  private RestoresByItself() {}

  public static void restore(UnitOfWork unitOfWork, Restoration<?> lost) {
    unitOfWork.restore(lost);
  }
}
