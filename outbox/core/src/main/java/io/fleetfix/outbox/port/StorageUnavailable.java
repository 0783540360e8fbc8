package io.fleetfix.outbox.port;

/**
 * The store did not respond in time, or its response left the outcome unknown. A commit may or may
 * not have happened. Repeat the same command to find out: repeating it is safe.
 */
public final class StorageUnavailable extends TransientFailure {
  private static final long serialVersionUID = 1L;

  public StorageUnavailable(Throwable cause) {
    super("The store did not respond in time, or the outcome is unknown", cause);
  }
}
