package io.fleetfix.outbox.inmemory.command;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.port.UnitOfWork;

/** A unit of work before which another commit always comes first. */
record Overtaken(UnitOfWork unitOfWork, Runnable other) implements UnitOfWork {
  @Override
  public void commit(Change<?>... changes) {
    other.run();
    unitOfWork.commit(changes);
  }

  @Override
  public void restore(Restoration<?> restoration) {
    unitOfWork.restore(restoration);
  }
}
