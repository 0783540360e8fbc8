package io.fleetfix.outbox.health;

/** Writes to the store, only to find out whether it accepts writes. Thread-safe. */
@FunctionalInterface
public interface Heartbeat {
  /**
   * Writes something that nothing reads. When this method returns, the store has accepted the
   * write. All heartbeats of all processes together leave at most one row.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the store refuses the write or does not
   *     respond in time
   */
  void beat();
}
