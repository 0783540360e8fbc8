package io.fleetfix.support.benchmarks;

/** Something that carries a backlog from the stream to the bus. */
@FunctionalInterface
interface Drain {
  /**
   * Reads the next page and sends what is in it.
   *
   * @return how many events the bus has accepted
   */
  int next() throws Exception;
}
