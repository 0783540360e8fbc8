package io.fleetfix.adapter.sqs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  private final SqsQueue queue;
  private final Duration visibility;
  private final Map<String, HeldMessage> messages = new ConcurrentHashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread heart;

  VisibilityExtender(SqsQueue queue, Duration visibility) {
    this.queue = queue;
    this.visibility = visibility;
    this.heart = Thread.ofVirtual().name(queue.name() + "-visibility").unstarted(this::beat);
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

  List<HeldMessage> all() {
    return List.copyOf(messages.values());
  }

  private void beat() {
    Duration beat = visibility.dividedBy(BEATS_PER_VISIBILITY);
    try {
      while (!end.await(beat.toMillis(), TimeUnit.MILLISECONDS)) {
        extend();
      }
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hides all held messages for the full visibility timeout again. */
  void extend() {
    List<Message> hidden = all().stream().map(HeldMessage::message).toList();
    queue.hide(hidden, visibility).forEach(lost -> messages.remove(lost.messageId()));
  }

  /** Messages still held become visible when their visibility timeout ends. */
  @Override
  public void close() {
    end.countDown();
  }
}
