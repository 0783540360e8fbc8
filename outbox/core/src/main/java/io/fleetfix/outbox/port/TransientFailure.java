package io.fleetfix.outbox.port;

/**
 * A failure that the request did not cause: the same request can succeed later. A queue consumer
 * should wait and retry instead of letting the message go to the dead letters.
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
