package io.fleetfix.application.port.violation;

import io.fleetfix.domain.Repair;
import java.util.Optional;

/** One method more than a contract can be read with. */
public interface PromisesTooMuch {
  Optional<Repair> newest();

  Optional<Repair> oldest();

  Optional<Repair> dearest();

  Optional<Repair> cheapest();
}
