package io.fleetfix.adapter.inmemory.violation;

import io.fleetfix.domain.Change;
import io.fleetfix.domain.EventId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Stands in for the true store, with a door too many. */
public final class InMemoryWorkshop {
  private final List<Change<?>> committed = new ArrayList<>();
  private final Set<EventId> confirmed = new HashSet<>();

  public void commit(Change<?> change) {
    committed.add(change);
  }

  public boolean outbox(EventId eventId) {
    return confirmed.add(eventId);
  }

  public void putSilently(Change<?> change) {
    committed.add(change);
  }
}
