package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.loop.ProcessEnd;
import io.fleetfix.outbox.loop.Tasks;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.Reaction;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.ReactionBinding.Work;
import io.fleetfix.outbox.subscription.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The reactions to a queue's events. An event goes to every reaction that is bound to its type, and
 * is handled once all of them have handled it. A failing reaction does not keep the event from the
 * others.
 */
record Reactions(List<ReactionBinding> bindings) {
  Reactions {
    bindings = List.copyOf(bindings);
  }

  /** All bindings of a queue have the same. */
  Subscription subscription() {
    return bindings.getFirst().subscription();
  }

  /**
   * Whether a reaction is bound to this type. An unbound type is no error: a newer release may
   * raise it while this one still runs.
   */
  boolean know(String eventType) {
    return bindings.stream().anyMatch(binding -> binding.types().contain(eventType));
  }

  /**
   * Runs the reactions one after another. If a batch throws, its events are run again one by one,
   * unless the failure is transient: then the others would fail as well.
   *
   * @return the failure of each event that must be retried; the effects of all other events are
   *     stored
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
    } catch (RuntimeException broken) { // Then none of them counts as handled.
      ProcessEnd.HALT.ifOutOfMemory(broken);
      return broken instanceof TransientFailure ? all(events, broken) : eachAlone(binding, events);
    } catch (Error broken) { // Here too, or one event would fail every round.
      ProcessEnd.HALT.ifOutOfMemory(broken);
      return eachAlone(binding, events);
    }
  }

  private static Map<OutboxEntry, RuntimeException> all(
      List<OutboxEntry> events, RuntimeException failure) {
    return events.stream().distinct().collect(Collectors.toMap(event -> event, event -> failure));
  }

  /** One event may have failed the whole batch: it must not fail the others each time. */
  private static Map<OutboxEntry, RuntimeException> eachAlone(
      ReactionBinding binding, List<OutboxEntry> events) {
    return Tasks.OF_THIS_PROCESS.forEach(events.stream().distinct().toList(), 1, binding::handle);
  }

  private static BatchReaction batch(Work work) {
    return switch (work) {
      case Work.Each(Reaction reaction) -> new Workers(reaction);
      case Work.Together(BatchReaction reaction) -> reaction;
    };
  }

  /** Transient failures take precedence: during an outage, a permanent failure costs no receive. */
  private static RuntimeException first(RuntimeException one, RuntimeException other) {
    return one instanceof TransientFailure ? one : other;
  }
}
