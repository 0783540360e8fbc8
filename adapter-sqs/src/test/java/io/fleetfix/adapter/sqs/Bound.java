package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.Reaction;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.ReactionBinding.Work;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import java.util.List;

/** Binds a reaction to shipments. */
final class Bound {
  static final Types SHIPPED = Types.only(ParcelShipped.TYPE);
  static final Subscription SHIPMENTS =
      new Subscription("shipments", SHIPPED, true, 3, Duration.ofDays(4), false);

  private Bound() {}

  static List<ReactionBinding> each(Reaction reaction) {
    return List.of(ReactionBinding.each(SHIPMENTS, SHIPPED, reaction));
  }

  static List<ReactionBinding> to(Subscription subscription, Work work) {
    return List.of(new ReactionBinding(subscription, SHIPPED, work));
  }

  static List<ReactionBinding> together(BatchReaction reaction) {
    return List.of(ReactionBinding.together(SHIPMENTS, SHIPPED, reaction));
  }
}
