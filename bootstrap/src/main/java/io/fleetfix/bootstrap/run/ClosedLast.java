package io.fleetfix.bootstrap.run;

/** A resource that the server and the loops use: it is closed after both have stopped. */
@FunctionalInterface
public interface ClosedLast {
  void close();
}
