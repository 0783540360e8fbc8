package io.fleetfix.testing.mail;

/**
 * A mail that a scripted server accepted.
 *
 * @param messageId with angle brackets; empty if the mail has none
 */
public record AcceptedMail(String recipient, String messageId) {}
