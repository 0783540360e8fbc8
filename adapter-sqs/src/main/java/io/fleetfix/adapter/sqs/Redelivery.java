package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.subscription.Postponed;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Leaves failed messages in their queue: each is named in the log, counted, and hidden for a rest
 * until it is received again.
 */
record Redelivery(SqsQueue queue, VisibilityExtender hand, Rests rests, OutcomeCounter counter) {
  private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

  /** Leaves a message that has failed at least once. */
  void leave(HeldMessage failed) {
    RuntimeException failure = Objects.requireNonNull(failed.failure());
    counter.count(failure instanceof Postponed ? MessageOutcome.POSTPONED : MessageOutcome.FAILED);
    leave(failed.message(), failed.event().eventId(), failure, failure.toString());
  }

  void leave(Message message, @Nullable EventId eventId, UnreadableMessage unreadable) {
    counter.count(MessageOutcome.UNREADABLE);
    leave(message, eventId, unreadable, unreadable.problem());
  }

  private void leave(
      Message message, @Nullable EventId eventId, RuntimeException failure, String problem) {
    int receives = receives(message);
    Duration rest = rests.after(failure, receives);
    hand.rest(message, rest);
    LOG.atLevel(failure instanceof Postponed ? Level.INFO : Level.WARN)
        .addKeyValue("queue", queue.name())
        .addKeyValue("messageId", message.messageId())
        .addKeyValue("eventId", eventId)
        .addKeyValue("receives", receives)
        .addKeyValue("restSeconds", rest.toSeconds())
        .addKeyValue("problem", problem)
        .log("Message left for redelivery");
  }

  private static int receives(Message message) {
    return Integer.parseInt(
        message
            .attributes()
            .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
  }
}
