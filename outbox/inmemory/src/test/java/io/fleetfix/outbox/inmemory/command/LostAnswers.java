package io.fleetfix.outbox.inmemory.command;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.UnitOfWork;

/** Writes, and then takes its own write for somebody else's: the answer to the first was lost. */
final class LostAnswers implements UnitOfWork {
  private final UnitOfWork unitOfWork;
  private int left;

  private LostAnswers(UnitOfWork unitOfWork, int left) {
    this.unitOfWork = unitOfWork;
    this.left = left;
  }

  static LostAnswers losingFirst(int answers, UnitOfWork unitOfWork) {
    return new LostAnswers(unitOfWork, answers);
  }

  @Override
  public void commit(Change<?>... changes) {
    unitOfWork.commit(changes);
    if (left > 0) {
      left--;
      throw new ConcurrencyConflict(changes[0].state().aggregateId());
    }
  }

  @Override
  public void restore(Restoration<?> restoration) {
    unitOfWork.restore(restoration);
  }
}
