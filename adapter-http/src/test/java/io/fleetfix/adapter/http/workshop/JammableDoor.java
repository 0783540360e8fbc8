package io.fleetfix.adapter.http.workshop;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;

/**
 * A unit of work that can fail or wait.
 *
 * @param before runs before each write; it may throw or wait
 */
record JammableDoor(UnitOfWork door, Runnable before) implements UnitOfWork {
  @Override
  public void commit(Change<?>... changes) {
    before.run();
    door.commit(changes);
  }

  @Override
  public void restore(Restoration<?> restoration) {
    before.run();
    door.restore(restoration);
  }
}
