package io.fleetfix.adapter.http.workshop;

import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.List;
import java.util.Optional;

/** Accepts all events until it is set to refuse. It has no subscribers: tests confirm receipts. */
public final class RefusingBus implements EventBus {
  private volatile Optional<Cause> cause = Optional.empty();

  private volatile boolean silent;

  /** From now on, gives no answer at all. */
  public void silence() {
    silent = true;
    refuse(Cause.UNAVAILABLE);
  }

  /** From now on, refuses every event. */
  public void refuse(Cause why) {
    cause = Optional.of(why);
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    return cause
        .map(why -> entries.stream().map(entry -> notAccepted(entry, why)).toList())
        .orElseGet(List::of);
  }

  private NotAccepted notAccepted(OutboxEntry entry, Cause why) {
    return new NotAccepted(entry.eventId(), why, "Set to refuse", !silent);
  }
}
