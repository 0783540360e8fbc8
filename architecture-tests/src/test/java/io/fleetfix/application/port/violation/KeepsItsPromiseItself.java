package io.fleetfix.application.port.violation;

/** Whoever forgets to implement it lies. */
public interface KeepsItsPromiseItself {
  default boolean isHealthy() {
    return true;
  }
}
