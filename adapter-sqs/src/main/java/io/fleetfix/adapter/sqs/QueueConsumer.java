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
 * Gives a queue's events to their reactions, in rounds: takes no more messages than it has workers,
 * lets the reactions work, deletes what they have stored. A round ends with its slowest event: if
 * events are slow, let several consumers share the queue.
 *
 * <p>Guaranteed: a message is deleted only after its effect is stored. One that can't be read, or
 * whose reaction fails for a reason of its own, is left to the queue: it comes again when its
 * visibility ends, until the queue's policy moves it to the dead letters.
 *
 * <p>While the store is down, or whatever else the reactions need, messages stay in hand, hidden
 * from others, and are tried again after growing pauses. With each try at most one more is taken,
 * and none when all workers have one. So an outage costs a message no more than one receive or two,
 * and the dead letters stay empty. It is over when any message goes through. One that fails alone,
 * while others go through, is left to the queue after a few tries, and rests longer there each
 * time.
 *
 * <p>Not guaranteed: order, and that a message comes only once.
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
   * Takes nothing yet.
   *
   * @param format what the events look like on the bus
   * @param bindings the reactions behind the queue's subscription; for events of other types there
   *     is nothing to do
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

  /** Nothing new begins; a message that is on its way here is given back to the queue. */
  public void stop() {
    stop.countDown();
  }

  /** Waits until the work in hand has ended, and what it stored is deleted. */
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
      LOG.atError().setCause(unexpected).log("A queue consumer was interrupted and ends");
    }
  }

  private boolean isStopping() {
    return stop.getCount() == 0;
  }

  private boolean isStuck() {
    try {
      return round.round(this::isStopping);
    } catch (
        RuntimeException failure) { // Most likely the queue's; in no case the end of the round.
      LOG.atWarn()
          .addKeyValue("queue", queue.name())
          .setCause(failure)
          .log("A round failed; the next one follows");
      return true;
    }
  }
}
