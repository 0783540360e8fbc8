package io.fleetfix.bootstrap.run;

import java.util.Optional;

/** Looks for something that the service needs and can start without. */
@FunctionalInterface
public interface ResourceCheck {
  /** What is missing, in words for an operator; empty if nothing is, or nobody can say. */
  Optional<String> problem();
}
