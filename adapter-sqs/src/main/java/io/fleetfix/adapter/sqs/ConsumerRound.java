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

/** The rounds of one consumer, without its clock: take, let work, settle. */
final class ConsumerRound {
  /** A message that was postponed so often while others went through has a trouble of its own. */
  static final int MAX_SETBACKS = 5;

  /** Where the rest of such a message ends: a hundred receives then last longer than a day. */
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
   * Takes what there is and lets it be worked on, with what is still in hand.
   *
   * @param stopping asked after the wait: what has come by then is given back
   * @return whether the round is stuck: there are messages in hand, and none went through
   * @throws software.amazon.awssdk.core.exception.SdkException if the queue could not be asked
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

  /** Each receive counts. So with something still in hand, one more message is enough to try. */
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

  /** Longer each time that it is given out, so that its receives outlast a long trouble. */
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
        .log("A message is left to its queue");
  }

  private void delete(List<Message> settled, MessageOutcome outcome) {
    settled.forEach(message -> counter.count(outcome));
    for (int left = queue.delete(settled); left > 0; left--) {
      counter.count(MessageOutcome.NOT_DELETED);
    }
  }
}
