package io.fleetfix.application.violation;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Restoration;

/** Puts an event back that nobody missed. */
public final class RestoresByItself {
  private RestoresByItself() {}

  public static void restore(UnitOfWork unitOfWork, Restoration<?> lost) {
    unitOfWork.restore(lost);
  }
}
