package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The messages that a consumer has received and not settled. While a message is held, its
 * visibility timeout is extended periodically, so no other consumer receives it however long the
 * work takes.
 *
 * <p>Not guaranteed: exclusivity while SQS cannot be reached, or beyond the 12 hours that SQS
 * allows. A message lost that way is no longer held.
 */
final class VisibilityExtender implements AutoCloseable {
  private static final int BEATS_PER_VISIBILITY = 3;

  /** Beats without success after which the messages are long visible again, at least this long. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final SqsQueue queue;
  private final Duration visibility;
  private final Map<String, HeldMessage> messages = new ConcurrentHashMap<>();

  /** Held during each beat and each rest: a beat under way must not end a rest early. */
  private final Object visibilityChange = new Object();

  private final SupervisedLoop heart;

  VisibilityExtender(SqsQueue queue, Duration visibility, Supervision supervision) {
    this.queue = queue;
    this.visibility = visibility;
    Duration beat = visibility.dividedBy(BEATS_PER_VISIBILITY);
    this.heart =
        new SupervisedLoop(
            queue.name() + "-visibility",
            () -> {
              extend();
              return beat;
            },
            new DoublingWait(beat, beat), // a later one would be too late
            PATIENCE.plus(visibility),
            supervision);
  }

  void start() {
    heart.start();
  }

  /** Adds the message, or replaces its state. */
  void hold(HeldMessage message) {
    messages.put(message.id(), message);
  }

  /** Stops extending the message: it becomes visible when its visibility timeout ends. */
  void letGo(HeldMessage message) {
    messages.remove(message.id());
  }

  /**
   * Stops extending the message and hides it for this time, starting now.
   *
   * <p>Not guaranteed: the rest, if SQS cannot be reached or the message was received almost 12
   * hours ago. The message then becomes visible when its visibility timeout ends.
   */
  void rest(Message message, Duration time) {
    synchronized (visibilityChange) {
      messages.remove(message.messageId());
      queue.hide(List.of(message), time);
    }
  }

  List<HeldMessage> all() {
    return List.copyOf(messages.values());
  }

  SupervisedLoop loop() {
    return heart;
  }

  /** Hides all held messages for the full visibility timeout again. */
  void extend() {
    synchronized (visibilityChange) {
      List<Message> hidden = all().stream().map(HeldMessage::message).toList();
      queue.hide(hidden, visibility).forEach(lost -> messages.remove(lost.messageId()));
    }
  }

  /** Messages still held become visible at once, for other consumers. */
  @Override
  public void close() {
    heart.stop();
    synchronized (visibilityChange) {
      queue.hide(all().stream().map(HeldMessage::message).toList(), Duration.ZERO);
      messages.clear();
    }
  }
}
