package io.fleetfix.domain.mail;

/** Why the mail with an invoice is not sent again on request. */
public enum MailRefusal {
  /**
   * An attempt is in progress, or its end is unknown: a further one now could send a copy. This
   * ends by itself, after some minutes.
   */
  IN_PROGRESS
}
