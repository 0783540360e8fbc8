package io.fleetfix.application.port;

/**
 * How the sending of a mail ended. {@link Undeliverable} and {@link Refused} are final, so they are
 * a closed list of responses; every other response can heal.
 */
public sealed interface MailOutcome {
  /** A mail server has accepted the mail. */
  record Accepted() implements MailOutcome {}

  /**
   * About this recipient, for good: the address does not exist, or no server delivers to it.
   *
   * @param words the server's response, or ours if the mail can't be sent to such an address
   */
  record Undeliverable(String words) implements MailOutcome {}

  /**
   * About this mail, for good: for example, it is too large for the server.
   *
   * @param words the server's response
   */
  record Refused(String words) implements MailOutcome {}

  /**
   * Passing, and about this recipient or this mail: for example greylisting, or a full mailbox. The
   * mail was not accepted.
   *
   * @param words the server's response, or the failure of the connection
   */
  record Deferred(String words) implements MailOutcome {}

  /**
   * About us or the server: other mails would fail as well, for example because the sender is not
   * verified or a quota is used up. The mail was not accepted.
   *
   * @param words the server's response
   */
  record Unavailable(String words) implements MailOutcome {}

  /**
   * The complete mail was passed to the server, and its response is unknown: the mail may have been
   * accepted.
   *
   * @param words the failure of the connection
   */
  record Unclear(String words) implements MailOutcome {}
}
