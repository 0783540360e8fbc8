package io.fleetfix.adapter.http.violation;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Change;

/** Decides in a route, without deciding again after a conflict. */
public final class CommitsARequest {
  private CommitsARequest() {}

  public static void put(UnitOfWork unitOfWork, Change<?> change) {
    unitOfWork.commit(change);
  }
}
