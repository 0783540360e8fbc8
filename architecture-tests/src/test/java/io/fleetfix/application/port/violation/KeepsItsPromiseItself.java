package io.fleetfix.application.port.violation;

/** An adapter that does not override the default method compiles but is wrong. */
public interface KeepsItsPromiseItself {
  default boolean isHealthy() {
    return true;
  }
}
