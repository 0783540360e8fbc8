package io.fleetfix.outbox.subscription;

import io.fleetfix.outbox.port.OutboxEntry;
import java.util.List;

/**
 * Binds a reaction to a subscription. A queue may have several; each event goes to all whose types
 * contain it, and counts as handled when all of them have handled it.
 *
 * @param types which of the subscription's events this reaction handles
 */
public record ReactionBinding(Subscription subscription, Subscription.Types types, Work work) {
  /** How events are given to the reaction. */
  public sealed interface Work {
    /** Every event by itself; waiting ones may be worked on beside one another. */
    record Each(Reaction reaction) implements Work {}

    /** All waiting events in one go. */
    record Together(BatchReaction reaction) implements Work {}
  }

  /** Gives it one event; whatever it throws, the event must be given to it again. */
  public void handle(OutboxEntry event) {
    switch (work) {
      case Work.Each(Reaction reaction) -> reaction.on(event);
      case Work.Together(BatchReaction reaction) -> {
        RuntimeException failure = reaction.on(List.of(event)).get(event);
        if (failure != null) {
          throw failure;
        }
      }
    }
  }

  public static ReactionBinding each(
      Subscription subscription, Subscription.Types types, Reaction reaction) {
    return new ReactionBinding(subscription, types, new Work.Each(reaction));
  }

  public static ReactionBinding together(
      Subscription subscription, Subscription.Types types, BatchReaction reaction) {
    return new ReactionBinding(subscription, types, new Work.Together(reaction));
  }
}
