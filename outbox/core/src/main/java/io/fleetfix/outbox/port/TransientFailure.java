package io.fleetfix.outbox.port;

/**
 * The request was fine: the same one can succeed later. Code that works through a queue waits and
 * tries again instead of giving the message up.
 */
public abstract class TransientFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected TransientFailure(String message) {
    super(message);
  }

  protected TransientFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
