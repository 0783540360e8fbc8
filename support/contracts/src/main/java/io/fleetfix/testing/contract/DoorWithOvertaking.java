package io.fleetfix.testing.contract;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import java.util.concurrent.atomic.AtomicReference;

/** A unit of work that lets another process commit just before the first commit. */
final class DoorWithOvertaking implements UnitOfWork {
  private final UnitOfWork door;
  private final AtomicReference<Runnable> other;

  DoorWithOvertaking(UnitOfWork door, Runnable other) {
    this.door = door;
    this.other = new AtomicReference<>(other);
  }

  @Override
  public void commit(Change<?>... changes) {
    other.getAndSet(() -> {}).run();
    door.commit(changes);
  }

  @Override
  public void restore(Restoration<?> restoration) {
    door.restore(restoration);
  }
}
