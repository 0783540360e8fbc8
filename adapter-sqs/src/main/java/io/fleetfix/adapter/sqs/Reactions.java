package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.Reaction;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.ReactionBinding.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who reacts to a queue's events. An event goes to every reaction whose types contain its own, and
 * is handled when all of them have handled it. One that fails keeps it from none of the others.
 */
record Reactions(List<ReactionBinding> bindings) {
  Reactions {
    bindings = List.copyOf(bindings);
  }

  /**
   * Whether anybody reacts to this type. One that is nobody's is no mistake: a newer release may
   * raise it while this one still runs.
   */
  boolean know(String eventType) {
    return bindings.stream().anyMatch(binding -> binding.types().contain(eventType));
  }

  /**
   * Lets them work, one reaction after another.
   *
   * @return why an event must be given again; the effects of each that is not named are stored
   */
  Map<OutboxEntry, RuntimeException> on(List<OutboxEntry> events) {
    Map<OutboxEntry, RuntimeException> failures = new HashMap<>();
    for (ReactionBinding binding : bindings) {
      List<OutboxEntry> own =
          events.stream().filter(event -> binding.types().contain(event.eventType())).toList();
      if (!own.isEmpty()) {
        failures(binding, own)
            .forEach((event, why) -> failures.merge(event, why, Reactions::first));
      }
    }
    return failures;
  }

  private static Map<OutboxEntry, RuntimeException> failures(
      ReactionBinding binding, List<OutboxEntry> events) {
    try {
      return batch(binding.work()).on(events);
    } catch (RuntimeException broken) { // None of them may be taken for handled.
      return events.stream().distinct().collect(Collectors.toMap(event -> event, event -> broken));
    }
  }

  private static BatchReaction batch(Work work) {
    return switch (work) {
      case Work.Each(Reaction reaction) -> new Workers(reaction);
      case Work.Together(BatchReaction reaction) -> reaction;
    };
  }

  /** What passes comes first: while something is down, no receive is spent on what is broken. */
  private static RuntimeException first(RuntimeException one, RuntimeException other) {
    return one instanceof TransientFailure ? one : other;
  }
}
