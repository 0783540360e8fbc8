package io.fleetfix.bootstrap;

/** Of several instances of the service, one looks after the outbox. */
@FunctionalInterface
interface Turn {
  /**
   * Whether this one does; asked before each round.
   *
   * @throws io.fleetfix.application.port.StorageUnavailable if nobody can say
   */
  boolean isMine();
}
