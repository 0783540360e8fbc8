package io.fleetfix.domain.repair;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;

/** Unwraps decisions. */
public final class Decisions {
  private Decisions() {}

  public static Change<Repair> accepted(Decision<Repair, Refusal> decision) {
    if (decision instanceof Decision.Accepted<Repair, Refusal>(Change<Repair> change, var others)) {
      return change;
    }
    throw new AssertionError("Expected an accepted change, but the repair returned " + decision);
  }
}
