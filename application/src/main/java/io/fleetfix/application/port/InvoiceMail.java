package io.fleetfix.application.port;

/**
 * Sends invoices to customers.
 *
 * <p>A mail can't be taken back, so the caller commits an attempt between {@link #connect} and
 * {@link Connection#send}. A failure to connect costs no attempt, because nothing can have been
 * sent.
 */
public interface InvoiceMail {
  /**
   * Opens a connection over which a mail can be sent. Nothing is sent yet.
   *
   * @throws MailUnavailable if the server can't be reached, is busy or refuses our login: no mail
   *     can be sent at the moment
   */
  Connection connect();

  /** A connection to a mail server, for one mail. For one thread. */
  interface Connection extends AutoCloseable {
    /**
     * Sends one mail to its recipient only. If it ends with {@link MailOutcome.Accepted}, a mail
     * server has accepted the mail; whether the customer reads it is unknown.
     *
     * <p>Completes the mail within four minutes, or not at all: later, it could be a copy of what
     * another process sends. Waits up to ten minutes for the response to the complete mail (RFC
     * 5321, 4.5.3.2.6), and up to a minute for all before it. An interrupt of the calling thread
     * ends the wait at once; the outcome then is {@link MailOutcome.Deferred} if the mail was not
     * yet complete, otherwise {@link MailOutcome.Unclear}.
     *
     * @return the outcome; every failure of the server or of the connection is one
     */
    MailOutcome send(OutgoingMail mail);

    /** Closes the connection. Never throws, and changes no outcome. */
    @Override
    void close();
  }
}
