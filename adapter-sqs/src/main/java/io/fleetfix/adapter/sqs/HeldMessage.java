package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.subscription.Postponed;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A message that the consumer holds, with its event.
 *
 * @param tries how often it has failed since it was received
 * @param failure the last one, if it has failed
 */
record HeldMessage(
    Message message, OutboxEntry event, int tries, @Nullable RuntimeException failure) {
  HeldMessage(Message message, OutboxEntry event) {
    this(message, event, 0, null);
  }

  String id() {
    return message.messageId();
  }

  HeldMessage failed(RuntimeException why) {
    return new HeldMessage(message, event, tries + 1, why);
  }

  /** Whether an outage may be what it failed for, so that it is worth a retry soon. */
  boolean canHeal() {
    return failure instanceof TransientFailure && !(failure instanceof Postponed);
  }
}
