package io.fleetfix.bootstrap.run;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.health.WriteCheck;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;

/** Passes commits on, and reports whether the store answered them. */
public record WatchedUnitOfWork(UnitOfWork door, WriteCheck writes) implements UnitOfWork {
  @Override
  public void commit(Change<?>... changes) {
    watch(() -> door.commit(changes));
  }

  @Override
  public void restore(Restoration<?> restoration) {
    watch(() -> door.restore(restoration));
  }

  private void watch(Runnable commit) {
    try {
      commit.run();
      writes.commitAnswered();
    } catch (ConcurrencyConflict answered) {
      writes.commitAnswered();
      throw answered;
    } catch (StorageUnavailable unavailable) {
      writes.commitFailed();
      throw unavailable;
    }
  }
}
