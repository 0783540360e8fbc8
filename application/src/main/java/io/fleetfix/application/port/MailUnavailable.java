package io.fleetfix.application.port;

import io.fleetfix.outbox.port.TransientFailure;

/**
 * The mail server can't be reached, is busy, rejects our login, or takes no mail from us. The mail
 * was not sent.
 */
public final class MailUnavailable extends TransientFailure {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param reason for the log; contains no secrets and no customer data
   */
  public MailUnavailable(String reason) {
    super("The mail server did not accept a mail: " + reason);
  }

  /** The same with its cause. */
  public MailUnavailable(String reason, Throwable cause) {
    super("The mail server did not accept a mail: " + reason, cause);
  }
}
