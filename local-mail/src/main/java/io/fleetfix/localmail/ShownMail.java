package io.fleetfix.localmail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail as the process and its client exchange it, in JSON. */
record ShownMail(
    Listed listed,
    @Nullable String from,
    String text,
    @Nullable String html,
    List<Attached> attachments) {
  /** An entry in the list of mails. */
  record Listed(
      String id, String messageId, String to, String subject, String sentAt, String repairId) {}

  /**
   * An attachment.
   *
   * @param content in Base64
   */
  record Attached(String name, String type, String content) {}
}
