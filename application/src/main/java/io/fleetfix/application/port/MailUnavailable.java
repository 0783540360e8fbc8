package io.fleetfix.application.port;

import io.fleetfix.outbox.port.TransientFailure;

/**
 * The mail server can't be reached, is busy, does not let us in, or did not say clearly what became
 * of a mail. It may have been sent or not.
 */
public final class MailUnavailable extends TransientFailure {
  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param reason for an operator's log; holds no secret, and nothing of the customer
   */
  public MailUnavailable(String reason, Throwable cause) {
    super("The mail server did not take a mail: " + reason, cause);
  }
}
