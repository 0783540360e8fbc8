package io.fleetfix.domain;

/** Takes a decision apart. */
final class Decisions {
  private Decisions() {}

  static Change<Repair> accepted(Decision decision) {
    if (decision instanceof Decision.Accepted(var change)) {
      return change;
    }
    throw new AssertionError("Expected an accepted change, but the repair said " + decision);
  }
}
