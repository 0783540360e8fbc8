package io.fleetfix.outbox.delivery.violation;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.UnitOfWork;

/** Delivery that commits changes. */
public final class CommitsByItself {
  private CommitsByItself() {}

  public static void decide(UnitOfWork unitOfWork, Change<?> change) {
    unitOfWork.commit(change);
  }
}
