package io.fleetfix.application.port;

import io.fleetfix.outbox.port.TransientFailure;

/**
 * The mail server is unreachable or busy, rejects our login, or gave no clear response. The mail
 * may or may not have been sent.
 */
public final class MailUnavailable extends TransientFailure {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param reason for the log; contains no secrets and no customer data
   */
  public MailUnavailable(String reason, Throwable cause) {
    super("The mail server did not accept a mail: " + reason, cause);
  }
}
