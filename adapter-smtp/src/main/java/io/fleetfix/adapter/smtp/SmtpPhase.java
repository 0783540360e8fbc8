package io.fleetfix.adapter.smtp;

/** How far the sending of a mail came: the last command that was passed to the server. */
enum SmtpPhase {
  /** No mail was begun. */
  CONNECTED,
  /** The sender was named. */
  MAIL,
  /** The recipient was named. */
  RCPT,
  /** The server was asked whether the mail may follow. */
  DATA,
  /**
   * The mail is being written. Without its end, which is a line with a dot, no server accepts it.
   */
  TEXT,
  /** The complete mail was passed to the server. Only from here on can it have been accepted. */
  COMPLETE
}
