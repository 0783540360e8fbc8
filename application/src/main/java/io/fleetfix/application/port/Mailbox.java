package io.fleetfix.application.port;

import io.fleetfix.domain.repair.RepairId;
import java.time.Instant;
import java.util.List;

/** The sent mails, for profiles that run on one machine. Not available on AWS. */
public interface Mailbox {
  /** How many mails are kept. Older ones are dropped. */
  int MAX_MAILS = 200;

  /**
   * Up to {@link #MAX_MAILS} mails, newest first.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if they can't be read at the moment
   */
  List<Mail> mails();

  /**
   * A mail as a mail client lists it.
   *
   * @param messageId with angle brackets; a repeated mail has the same id
   */
  record Mail(String messageId, String to, String subject, Instant sentAt, RepairId repairId) {}
}
