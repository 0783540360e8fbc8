package io.fleetfix.outbox.port;

/**
 * The store did not answer in time or not clearly. A commit may or may not have happened: the same
 * command again finds out and does no harm.
 */
public final class StorageUnavailable extends TransientFailure {
  private static final long serialVersionUID = 1L;

  public StorageUnavailable(Throwable cause) {
    super("The store did not give a clear answer in time", cause);
  }
}
