package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.loop.Tasks;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.Reaction;
import java.util.List;
import java.util.Map;

/** Runs the reaction in one thread per event, and returns when the slowest is done. */
record Workers(Reaction reaction) implements BatchReaction {
  @Override
  public Map<OutboxEntry, RuntimeException> on(List<OutboxEntry> events) {
    return Tasks.OF_THIS_PROCESS.forEach(events, events.size(), reaction::on);
  }
}
