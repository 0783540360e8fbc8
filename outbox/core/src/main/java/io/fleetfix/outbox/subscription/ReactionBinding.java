package io.fleetfix.outbox.subscription;

import io.fleetfix.outbox.port.OutboxEntry;
import java.util.List;

/**
 * Binds a reaction to a subscription. A queue may have several bindings: an event goes to every
 * binding whose types contain it, and counts as handled when all of them have handled it.
 *
 * @param types the subscription's event types that this reaction handles
 */
public record ReactionBinding(Subscription subscription, Subscription.Types types, Work work) {
  /** How events are passed to the reaction. */
  public sealed interface Work {
    /** One event per call; waiting events may be handled in parallel. */
    record Each(Reaction reaction) implements Work {}

    /** All waiting events in one call. */
    record Together(BatchReaction reaction) implements Work {}
  }

  /** Handles one event. If this method throws any exception, the event must be redelivered. */
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
