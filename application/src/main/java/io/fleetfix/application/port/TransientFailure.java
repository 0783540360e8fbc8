package io.fleetfix.application.port;

/**
 * Nothing is wrong with what was asked for: the same again, later, can succeed. Whoever works
 * through a queue waits and asks again instead of giving the message up.
 */
public abstract sealed class TransientFailure extends RuntimeException
    permits ConcurrencyConflict, MailUnavailable, StorageUnavailable {
  private static final long serialVersionUID = 1L;

  TransientFailure(String message) {
    super(message);
  }

  TransientFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
