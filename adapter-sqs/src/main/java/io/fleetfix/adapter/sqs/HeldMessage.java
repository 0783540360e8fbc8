package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.OutboxEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A message that the consumer holds, with its event.
 *
 * @param setbacks how often it was postponed while another message succeeded
 */
record HeldMessage(Message message, OutboxEntry event, int setbacks) {
  HeldMessage(Message message, OutboxEntry event) {
    this(message, event, 0);
  }

  String id() {
    return message.messageId();
  }

  HeldMessage withSetback() {
    return new HeldMessage(message, event, setbacks + 1);
  }
}
