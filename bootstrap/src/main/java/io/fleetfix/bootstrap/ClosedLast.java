package io.fleetfix.bootstrap;

/** What can only be closed when server and loops have stopped, because they work on it. */
@FunctionalInterface
interface ClosedLast {
  void close();
}
