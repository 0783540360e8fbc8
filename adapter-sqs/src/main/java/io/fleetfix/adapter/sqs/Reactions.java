package io.fleetfix.adapter.sqs;

import io.fleetfix.application.reaction.BatchReaction;
import io.fleetfix.application.reaction.Reaction;
import java.util.function.Predicate;

/**
 * Who reacts to a queue's events, and to which. A type that is none of theirs is no mistake: a
 * newer release may raise it while this one still runs.
 *
 * @param types the event types that are reacted to
 */
public record Reactions(Predicate<String> types, BatchReaction reaction) {
  /** Every event by itself, the waiting ones side by side. */
  public static Reactions each(Predicate<String> types, Reaction reaction) {
    return new Reactions(types, new Workers(reaction));
  }

  /** All waiting events in one go, and none beside it: one lane. */
  public static Reactions together(Predicate<String> types, BatchReaction reaction) {
    return new Reactions(types, reaction);
  }
}
