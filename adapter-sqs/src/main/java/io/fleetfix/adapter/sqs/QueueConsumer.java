package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.subscription.OutboxFormat;
import io.fleetfix.outbox.subscription.ReactionBinding;
import java.time.Duration;
import java.util.List;

/**
 * Passes a queue's events to their reactions, in rounds: it receives no more messages than it has
 * workers, runs the reactions, and deletes the messages whose effects are stored. A round ends with
 * its slowest event: if events are slow, let several consumers share the queue.
 *
 * <p>Guaranteed: a message is deleted only after its effect is stored. A message that fails delays
 * no other. It rests, that is, it stays hidden until it is received again, and longer each time:
 * its visibility timeout at first, then twice as long, up to a limit. Each time it is named in the
 * log and counted. After as many receives as the queue's redrive policy allows, it is in the
 * dead-letter queue. If it is unreadable, or its reaction fails permanently, a rest lasts at most
 * five minutes. After a {@link TransientFailure} it lasts at most so long that all receives of the
 * subscription take half of the queue's retention.
 *
 * <p>While no message succeeds, as in an outage of the store, those that failed transiently stay
 * held and are retried with exponential backoff, which costs no receive. When other messages
 * arrive, they take the places of those that failed most often, which then rest; so does a message
 * after 30 tries. An outage of an hour therefore costs a message about seven receives, and an
 * outage of a day does not use up twenty. After it, the held messages are handled at once, and
 * those that rest when their rests end.
 *
 * <p>Not guaranteed: order, and single delivery. While SQS does not answer, a message may be
 * redelivered before its rest is over.
 */
public final class QueueConsumer implements Background {
  /**
   * How long a round may take before its loop counts as stuck: the longest time for which SQS keeps
   * a message hidden, so that no slow reaction is mistaken for a dead loop.
   */
  public static final Duration PATIENCE = Duration.ofHours(12);

  private final VisibilityExtender hand;
  private final ConsumerRound round;
  private final SupervisedLoop loop;
  private volatile boolean stopping;

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
   * @param bindings the reactions to the queue's subscription, at least one; events of other types
   *     are acknowledged without effect
   */
  public QueueConsumer(
      SqsQueue queue,
      OutboxFormat format,
      List<ReactionBinding> bindings,
      Polling polling,
      OutcomeCounter counter,
      Supervision supervision) {
    this.hand = new VisibilityExtender(queue, polling.visibility(), supervision);
    this.round =
        new ConsumerRound(
            queue, new BusEnvelope(format), new Reactions(bindings), polling, counter, hand);
    this.loop =
        new SupervisedLoop(
            queue.name(),
            () -> round.round(() -> stopping),
            polling.pauses(),
            PATIENCE,
            supervision);
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

  /**
   * Waits until the running work has ended and its handled messages are deleted. Messages that
   * failed and are still held become visible again at once.
   */
  @Override
  public void join() throws InterruptedException {
    loop.join();
    hand.close(); // not before: the running work needs its messages hidden
  }

  @Override
  public List<SupervisedLoop> loops() {
    return List.of(loop, hand.loop());
  }
}
