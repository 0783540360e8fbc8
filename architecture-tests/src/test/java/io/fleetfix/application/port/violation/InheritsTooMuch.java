package io.fleetfix.application.port.violation;

import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Repairs;

/** The same, hidden in its ancestry. */
public interface InheritsTooMuch extends Repairs, Notices {
  boolean isEmpty();
}
