package io.fleetfix.bootstrap.run;

/** Of several instances of the service, one looks after the outbox. */
@FunctionalInterface
public interface Leadership {
  /**
   * Whether this one does; asked before each round.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if nobody can say
   */
  boolean isMine();
}
