package io.fleetfix.outbox.inmemory.violation;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import java.util.ArrayList;
import java.util.List;

/** Stands in for the real store, with a write method too many. */
public final class InMemoryStore {
  private final List<Change<?>> committed = new ArrayList<>();
  private final List<Restoration<?>> restored = new ArrayList<>();

  public void commit(Change<?> change) {
    committed.add(change);
  }

  public void restore(Restoration<?> lost) {
    restored.add(lost);
  }

  public void putSilently(Change<?> change) {
    committed.add(change);
  }
}
