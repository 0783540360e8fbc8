package io.fleetfix.application.port.violation;

import io.fleetfix.domain.Change;

/** Could not be opened in one transaction with the first. */
public interface SecondDoor {
  void commitAll(Change<?>... changes);
}
