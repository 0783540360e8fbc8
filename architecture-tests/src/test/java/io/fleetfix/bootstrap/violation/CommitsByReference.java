package io.fleetfix.bootstrap.violation;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.outbox.event.Change;
import java.util.function.Consumer;

/** Commits without a use case. */
public final class CommitsByReference {
  private CommitsByReference() {}

  public static Consumer<Change<?>[]> door(UnitOfWork unitOfWork) {
    return unitOfWork::commit;
  }
}
