package io.fleetfix.application.port.violation;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;

/** Commits that could not share a transaction with UnitOfWork. */
public interface SecondDoor {
  void commitAll(Change<?>... changes);

  void restore(Restoration<?> lost);
}
