package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.Reaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread for each event. Done when the slowest is. */
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
    } catch (Error broken) { // Not to be taken for a success: nobody else hears of it.
      failures.put(event, new IllegalStateException("A reaction broke", broken));
    }
  }
}
