package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.subscription.ReactionBinding.Work;
import io.fleetfix.outbox.subscription.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Runs rounds as {@link QueueConsumer} does, with its default settings, on the queue's clock. */
final class VirtualConsumer {
  private static final Polling POLLING = Polling.DEFAULT;
  private static final Duration BEAT = POLLING.visibility().dividedBy(3);

  private final VirtualQueue messages;
  private final VisibilityExtender hand;
  private final ConsumerRound round;

  /** A dependency of the reaction is down. */
  static final class CarrierAway extends TransientFailure {
    private static final long serialVersionUID = 1L;

    CarrierAway() {
      super("The carrier is down");
    }
  }

  VirtualConsumer(VirtualQueue messages, Work work) {
    this.messages = messages;
    SqsQueue queue = SqsQueue.named(messages, "carrier");
    hand = new VisibilityExtender(queue, POLLING.visibility(), Supervision.OF_THIS_PROCESS);
    round =
        new ConsumerRound(
            queue,
            new BusEnvelope(Parcels.FORMAT),
            new Reactions(Bound.to(subscription(messages.maxReceives()), work)),
            POLLING,
            new Counted(),
            hand);
  }

  private static Subscription subscription(int maxReceives) {
    return new Subscription(
        "carrier", Bound.SHIPPED, true, maxReceives, VirtualQueue.RETENTION, false);
  }

  OutboxEntry ship() {
    OutboxEntry shipped = Parcels.entry();
    messages.send(Envelopes.of(shipped));
    return shipped;
  }

  List<OutboxEntry> ship(int count) {
    return IntStream.range(0, count).mapToObj(i -> ship()).toList();
  }

  void work(Duration until) {
    while (messages.now().compareTo(until) < 0) {
      round();
    }
  }

  /** One round, and the pause after it. */
  void round() {
    Duration pause = round.round(() -> false);
    for (Duration left = pause; left.isPositive(); left = left.minus(BEAT)) {
      messages.pass(left.compareTo(BEAT) < 0 ? left : BEAT);
      hand.extend();
    }
  }
}
