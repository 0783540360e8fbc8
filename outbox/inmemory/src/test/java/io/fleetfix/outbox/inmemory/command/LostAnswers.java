package io.fleetfix.outbox.inmemory.command;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.UnitOfWork;

/**
 * Commits, but reports a conflict with its own commit, as if the response to the commit had been
 * lost.
 */
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
