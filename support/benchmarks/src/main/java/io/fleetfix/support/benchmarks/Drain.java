package io.fleetfix.support.benchmarks;

/** Transfers a backlog from the stream to the bus. */
@FunctionalInterface
interface Drain {
  /**
   * Reads the next page and sends its events.
   *
   * @return the number of events that the bus accepted
   */
  int next() throws Exception;
}
