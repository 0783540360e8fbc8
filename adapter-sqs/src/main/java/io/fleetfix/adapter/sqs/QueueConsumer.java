package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.subscription.OutboxFormat;
import io.fleetfix.outbox.subscription.ReactionBinding;
import java.time.Duration;
import java.util.List;

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
public final class QueueConsumer implements Background {
  /**
   * How long a round may take before its loop counts as stuck: the longest time for which SQS keeps
   * a message hidden, so that no slow reaction is mistaken for a dead loop.
   */
  public static final Duration PATIENCE = Duration.ofHours(12);

  private final Polling polling;
  private final VisibilityExtender hand;
  private final ConsumerRound round;
  private final SupervisedLoop loop;
  private volatile boolean stopping;
  private Duration pause;

  /** The same in a service of its own. */
  public QueueConsumer(
      SqsQueue queue,
      OutboxFormat format,
      List<ReactionBinding> bindings,
      Polling polling,
      OutcomeCounter counter) {
    this(queue, format, bindings, polling, counter, Supervision.OF_THIS_PROCESS);
  }

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
      OutcomeCounter counter,
      Supervision supervision) {
    this.polling = polling;
    this.pause = polling.firstPause();
    this.hand = new VisibilityExtender(queue, polling.visibility(), supervision);
    this.round =
        new ConsumerRound(
            queue, new BusEnvelope(format), new Reactions(bindings), polling, counter, hand);
    this.loop =
        new SupervisedLoop(queue.name(), this::step, polling.pauses(), PATIENCE, supervision);
  }

  @Override
  public void start() {
    hand.start();
    loop.start();
  }

  /** Starts no new work; messages that a poll still receives go back to the queue. */
  @Override
  public void stop() {
    stopping = true;
    loop.stop();
  }

  /** Waits until the running work has ended and its handled messages are deleted. */
  @Override
  public void join() throws InterruptedException {
    loop.join();
    hand.close(); // not before: the running work needs its messages hidden
  }

  @Override
  public List<SupervisedLoop> loops() {
    return List.of(loop, hand.loop());
  }

  private Duration step() {
    if (!round.round(() -> stopping)) {
      pause = polling.firstPause();
      return Duration.ZERO;
    }
    Duration before = pause;
    pause = polling.pauseAfter(before);
    return before;
  }
}
