package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * One round of a consumer, without its clock: receive messages, run the reactions, settle the
 * results.
 */
final class ConsumerRound {
  /**
   * After more setbacks than this, while other messages succeed, the fault lies with the message.
   */
  static final int MAX_SETBACKS = 5;

  /** The longest time such a message stays hidden: 100 receives then last longer than a day. */
  private static final Duration LONGEST_REST = Duration.ofMinutes(20);

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerRound.class);

  private final SqsQueue queue;
  private final BusEnvelope envelope;
  private final Reactions reactions;
  private final Polling polling;
  private final OutcomeCounter counter;
  private final VisibilityExtender hand;

  ConsumerRound(
      SqsQueue queue,
      BusEnvelope envelope,
      Reactions reactions,
      Polling polling,
      OutcomeCounter counter,
      VisibilityExtender hand) {
    this.queue = queue;
    this.envelope = envelope;
    this.reactions = reactions;
    this.polling = polling;
    this.counter = counter;
    this.hand = hand;
  }

  /**
   * Receives new messages and processes them together with those still held.
   *
   * @param stopping checked after the poll: if true, the messages it received go back to the queue
   * @return whether the round is stuck: messages are held, and none succeeded
   * @throws software.amazon.awssdk.core.exception.SdkException if SQS could not be reached or
   *     refused the call
   */
  boolean round(BooleanSupplier stopping) {
    List<Message> arrived = receive();
    if (stopping.getAsBoolean()) {
      queue.hide(arrived, Duration.ZERO);
      return false;
    }
    open(arrived);
    return work(hand.all());
  }

  /** Receives are limited, so while messages are held, take only one more to probe with. */
  private List<Message> receive() {
    int held = hand.all().size();
    if (held == 0) {
      return queue.receive(polling.workers(), polling.patience(), polling.visibility());
    }
    return held < polling.workers()
        ? queue.receive(1, Duration.ZERO, polling.visibility())
        : List.of();
  }

  private void open(List<Message> arrived) {
    List<Message> ignored = new ArrayList<>();
    for (Message message : arrived) {
      try {
        OutboxEntry event = envelope.open(message.body());
        if (reactions.know(event.eventType())) {
          hand.hold(new HeldMessage(message, event));
        } else {
          ignored.add(message);
        }
      } catch (UnreadableMessage unreadable) {
        leave(message, MessageOutcome.UNREADABLE, unreadable.problem());
      }
    }
    delete(ignored, MessageOutcome.IGNORED);
  }

  private boolean work(List<HeldMessage> taken) {
    if (taken.isEmpty()) {
      return false;
    }
    Map<OutboxEntry, RuntimeException> failures =
        reactions.on(taken.stream().map(HeldMessage::event).toList());
    List<HeldMessage> handled =
        taken.stream().filter(message -> !failures.containsKey(message.event())).toList();
    delete(handled.stream().map(HeldMessage::message).toList(), MessageOutcome.HANDLED);
    handled.forEach(hand::letGo);
    for (HeldMessage message : taken) {
      RuntimeException failure = failures.get(message.event());
      if (failure != null) {
        settle(message, failure, !handled.isEmpty());
      }
    }
    return handled.isEmpty() && !hand.all().isEmpty();
  }

  private void settle(HeldMessage message, RuntimeException failure, boolean othersWentThrough) {
    HeldMessage next = othersWentThrough ? message.withSetback() : message;
    if (failure instanceof TransientFailure && next.setbacks() <= MAX_SETBACKS) {
      hand.hold(next);
      counter.count(MessageOutcome.POSTPONED);
    } else {
      hand.letGo(message);
      if (failure instanceof TransientFailure) {
        queue.hide(List.of(message.message()), rest(message.message()));
      }
      leave(message.message(), MessageOutcome.FAILED, failure.toString());
    }
  }

  /** Grows with each receive, so that the message's receives outlast a long outage. */
  private Duration rest(Message message) {
    Duration rest = polling.visibility().multipliedBy(receives(message));
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }

  private static int receives(Message message) {
    return Integer.parseInt(
        message
            .attributes()
            .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
  }

  private void leave(Message message, MessageOutcome outcome, String problem) {
    counter.count(outcome);
    LOG.atWarn()
        .addKeyValue("queue", queue.name())
        .addKeyValue("messageId", message.messageId())
        .addKeyValue("receives", receives(message))
        .addKeyValue("problem", problem)
        .log("Message left for redelivery");
  }

  private void delete(List<Message> settled, MessageOutcome outcome) {
    settled.forEach(message -> counter.count(outcome));
    for (int left = queue.delete(settled); left > 0; left--) {
      counter.count(MessageOutcome.NOT_DELETED);
    }
  }
}
