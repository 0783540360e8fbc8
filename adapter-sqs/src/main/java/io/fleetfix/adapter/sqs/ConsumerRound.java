package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One round of a consumer, without its clock: receive messages, run the reactions, settle the
 * results.
 *
 * <p>A message that fails while others succeed is put to rest. While no message succeeds, an outage
 * looks the same as messages that fail for reasons of their own. The consumer then holds as many as
 * it has workers and retries them, and when others arrive, it puts those that failed most often to
 * rest to make room.
 */
final class ConsumerRound {
  /** After this many tries a message is put to rest, even if no other message arrives. */
  static final int MOST_TRIES = 30;

  private final SqsQueue queue;
  private final BusEnvelope envelope;
  private final Reactions reactions;
  private final Polling polling;
  private final OutcomeCounter counter;
  private final VisibilityExtender hand;
  private final Redelivery redelivery;
  private Duration pause;

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
    Rests rests = Rests.of(reactions.subscription(), polling.visibility());
    this.redelivery = new Redelivery(queue, hand, rests, counter);
    this.pause = polling.firstPause();
  }

  /**
   * Receives new messages and processes them together with those still held.
   *
   * @param stopping checked after the poll: if true, the messages it received go back to the queue
   * @return the pause before the next round: zero unless messages are held because none succeeded.
   *     It doubles from round to round, and starts over when another message arrives
   * @throws software.amazon.awssdk.core.exception.SdkException if SQS could not be reached or
   *     refused the call
   */
  Duration round(BooleanSupplier stopping) {
    List<Message> arrived = receive();
    if (stopping.getAsBoolean()) {
      queue.hide(arrived, Duration.ZERO);
      return Duration.ZERO;
    }
    List<HeldMessage> opened = open(arrived);
    makeRoom(opened.size());
    opened.forEach(hand::hold);
    boolean stuck = work(hand.all());
    if (!stuck || !opened.isEmpty()) {
      pause = polling.firstPause();
    }
    return stuck ? pauseAndDouble() : Duration.ZERO;
  }

  private Duration pauseAndDouble() {
    Duration before = pause;
    pause = polling.pauseAfter(before);
    return before;
  }

  private List<Message> receive() {
    Duration patience = hand.all().isEmpty() ? polling.patience() : Duration.ZERO;
    return queue.receive(polling.workers(), patience, polling.visibility());
  }

  private List<HeldMessage> open(List<Message> arrived) {
    List<HeldMessage> opened = new ArrayList<>();
    List<Message> ignored = new ArrayList<>();
    for (Message message : arrived) {
      try {
        OutboxEntry event = envelope.open(message.body());
        if (reactions.know(event.eventType())) {
          opened.add(new HeldMessage(message, event));
        } else {
          ignored.add(message);
        }
      } catch (UnreadableMessage unreadable) {
        redelivery.leave(message, envelope.eventId(message.body()).orElse(null), unreadable);
      }
    }
    delete(ignored, MessageOutcome.IGNORED);
    return opened;
  }

  private void makeRoom(int arrived) {
    List<HeldMessage> held = hand.all();
    held.stream()
        .sorted(Comparator.comparingInt(HeldMessage::tries).reversed())
        .limit(Math.max(0, held.size() + arrived - polling.workers()))
        .forEach(redelivery::leave);
  }

  /** Returns whether messages are held and none succeeded. */
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
        settle(message.failed(failure), handled.isEmpty());
      }
    }
    return handled.isEmpty() && !hand.all().isEmpty();
  }

  private void settle(HeldMessage failed, boolean noneSucceeded) {
    if (noneSucceeded && failed.canHeal() && failed.tries() < MOST_TRIES) {
      hand.hold(failed);
      counter.count(MessageOutcome.POSTPONED);
    } else {
      redelivery.leave(failed);
    }
  }

  private void delete(List<Message> settled, MessageOutcome outcome) {
    settled.forEach(message -> counter.count(outcome));
    for (int left = queue.delete(settled); left > 0; left--) {
      counter.count(MessageOutcome.NOT_DELETED);
    }
  }
}
