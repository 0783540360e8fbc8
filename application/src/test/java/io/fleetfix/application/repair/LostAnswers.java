package io.fleetfix.application.repair;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.port.ConcurrencyConflict;

/** Commits and then reports a conflict, as if the response to the first attempt had been lost. */
final class LostAnswers implements UnitOfWork {
  private final UnitOfWork door;
  private int left;

  private LostAnswers(UnitOfWork door, int left) {
    this.door = door;
    this.left = left;
  }

  static LostAnswers losingFirst(int answers, UnitOfWork door) {
    return new LostAnswers(door, answers);
  }

  @Override
  public void commit(Change<?>... changes) {
    door.commit(changes);
    if (left > 0) {
      left--;
      throw new ConcurrencyConflict(changes[0].state().aggregateId());
    }
  }

  @Override
  public void restore(Restoration<?> restoration) {
    door.restore(restoration);
  }
}
