package io.fleetfix.adapter.smtp;

import java.time.Duration;

/**
 * How long to wait for a mail server.
 *
 * @param connection until it accepts the connection
 * @param response for each response before the mail is complete
 * @param completion from the first command of a mail to its last: a mail that is not complete by
 *     then is not sent
 * @param acceptance for the response to the complete mail. A server may scan a mail before it
 *     accepts it; a client that waits for less than ten minutes sends such a mail twice (RFC 5321,
 *     4.5.3.2.6)
 * @param check for each response during a check
 */
record SmtpWaits(
    Duration connection,
    Duration response,
    Duration completion,
    Duration acceptance,
    Duration check) {
  static final SmtpWaits USUAL =
      new SmtpWaits(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(4),
          Duration.ofMinutes(10),
          Duration.ofSeconds(5));

  SmtpWaits ofCheck() {
    return new SmtpWaits(connection, check, completion, check, check);
  }
}
