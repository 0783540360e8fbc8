package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.subscription.OutboxFormat;
import io.fleetfix.outbox.subscription.ReactionBinding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes a queue's events to their reactions, in rounds: it receives no more messages than it has
 * workers, runs the reactions, and deletes the messages whose effects are stored. A round ends with
 * its slowest event: if events are slow, let several consumers share the queue.
 *
 * <p>Guaranteed: a message is deleted only after its effect is stored. A message that is
 * unreadable, or whose reaction fails permanently, is left for redelivery: it becomes visible again
 * when its visibility timeout ends, until the queue's redrive policy moves it to the dead-letter
 * queue.
 *
 * <p>While the store or another dependency of the reactions is down, messages stay held, hidden
 * from other consumers, and are retried with exponential backoff. Each retry receives at most one
 * more message, and none when all workers have one. So an outage costs a message only one or two
 * receives, and the dead-letter queue stays empty. The outage is over when any message succeeds. A
 * message that keeps failing while others succeed is left for redelivery after a few attempts, and
 * stays hidden longer each time.
 *
 * <p>Not guaranteed: order, and single delivery.
 */
public final class QueueConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(QueueConsumer.class);

  private final SqsQueue queue;
  private final Polling polling;
  private final VisibilityExtender hand;
  private final ConsumerRound round;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Call {@link #start} to begin consuming.
   *
   * @param format the wire format of the events
   * @param bindings the reactions to the queue's subscription; events of other types are
   *     acknowledged without effect
   */
  public QueueConsumer(
      SqsQueue queue,
      OutboxFormat format,
      List<ReactionBinding> bindings,
      Polling polling,
      OutcomeCounter counter) {
    this.queue = queue;
    this.polling = polling;
    this.hand = new VisibilityExtender(queue, polling.visibility());
    this.round =
        new ConsumerRound(
            queue, new BusEnvelope(format), new Reactions(bindings), polling, counter, hand);
    this.thread = Thread.ofPlatform().name(queue.name()).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Starts no new work; messages that a poll still receives go back to the queue. */
  public void stop() {
    stop.countDown();
  }

  /** Waits until the running work has ended and its handled messages are deleted. */
  public void join() throws InterruptedException {
    thread.join();
  }

  private void run() {
    Duration pause = polling.firstPause();
    try (hand) {
      hand.start();
      while (!isStopping()) {
        if (isStuck()) {
          stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
          pause = polling.pauseAfter(pause);
        } else {
          pause = polling.firstPause();
        }
      }
    } catch (InterruptedException unexpected) {
      LOG.atError().setCause(unexpected).log("Queue consumer interrupted; stopping");
    }
  }

  private boolean isStopping() {
    return stop.getCount() == 0;
  }

  private boolean isStuck() {
    try {
      return round.round(this::isStopping);
    } catch (RuntimeException failure) { // most likely from SQS; it must not end the consumer
      LOG.atWarn()
          .addKeyValue("queue", queue.name())
          .setCause(failure)
          .log("Consumer round failed; will retry");
      return true;
    }
  }
}
