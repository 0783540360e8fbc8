package io.fleetfix.application.port.violation;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;

/** Could not be opened in one transaction with the first. */
public interface SecondDoor {
  void commitAll(Change<?>... changes);

  void restore(Restoration<?> lost);
}
