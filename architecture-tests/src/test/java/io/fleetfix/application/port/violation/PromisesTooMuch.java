package io.fleetfix.application.port.violation;

import io.fleetfix.domain.repair.Repair;
import java.util.Optional;

/** One method more than the maximum. */
public interface PromisesTooMuch {
  Optional<Repair> newest();

  Optional<Repair> oldest();

  Optional<Repair> dearest();

  Optional<Repair> cheapest();

  Optional<Repair> longest();

  Optional<Repair> shortest();

  Optional<Repair> hardest();

  Optional<Repair> easiest();

  Optional<Repair> first();

  Optional<Repair> last();
}
