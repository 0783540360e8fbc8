package io.fleetfix.application.port;

import io.fleetfix.domain.repair.RepairId;
import java.time.Instant;
import java.util.List;

/** The mails that have gone out, where they can be looked at: on one machine, never on AWS. */
public interface Mailbox {
  /** How many mails are kept: older ones are forgotten. */
  int MAX_MAILS = 200;

  /** The last {@link #MAX_MAILS}, newest first. */
  List<Mail> mails();

  /**
   * A mail as its receiver's program lists it.
   *
   * @param messageId with its angle brackets; a repeated mail has the same
   */
  record Mail(String messageId, String to, String subject, Instant sentAt, RepairId repairId) {}
}
