package io.fleetfix.adapter.sqs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The messages that a consumer has taken and not settled yet. Until it lets go of one, nobody else
 * gets it, however long the work takes: its visibility is extended again and again.
 *
 * <p>Not guaranteed: that nobody else gets it while the queue cannot be reached, or beyond the 12
 * hours that SQS allows. One that is lost like that is not in hand any more.
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

  /** Takes it, or has it in this state from now on. */
  void hold(HeldMessage message) {
    messages.put(message.id(), message);
  }

  /** Whoever waits for it gets it when its visibility ends. */
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

  /** One beat: all that is in hand stays hidden for its whole time again. */
  void extend() {
    List<Message> hidden = all().stream().map(HeldMessage::message).toList();
    queue.hide(hidden, visibility).forEach(lost -> messages.remove(lost.messageId()));
  }

  /** What is still in hand gets visible in its time. */
  @Override
  public void close() {
    end.countDown();
  }
}
