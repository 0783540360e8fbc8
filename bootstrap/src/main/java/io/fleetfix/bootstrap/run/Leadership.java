package io.fleetfix.bootstrap.run;

/** Decides which of several instances of the service maintains the outbox. */
@FunctionalInterface
public interface Leadership {
  /**
   * Whether this instance is the leader. Called before each round.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if that can't be determined
   */
  boolean isMine();
}
