package io.fleetfix.bootstrap.run;

/** What can only be closed when server and loops have stopped, because they work on it. */
@FunctionalInterface
public interface ClosedLast {
  void close();
}
