package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.Reaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs the reaction in one thread per event, and returns when the slowest is done. */
record Workers(Reaction reaction) implements BatchReaction {
  @Override
  public Map<OutboxEntry, RuntimeException> on(List<OutboxEntry> events) {
    Map<OutboxEntry, RuntimeException> failures = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      events.forEach(event -> threads.execute(() -> work(event, failures)));
    }
    return failures;
  }

  private void work(OutboxEntry event, Map<OutboxEntry, RuntimeException> failures) {
    try {
      reaction.on(event);
    } catch (RuntimeException failure) {
      failures.put(event, failure);
    } catch (Error broken) { // must be reported here, or the event counts as handled
      failures.put(event, new IllegalStateException("Reaction threw an error", broken));
    }
  }
}
